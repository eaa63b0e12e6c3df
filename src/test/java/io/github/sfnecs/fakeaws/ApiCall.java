package io.github.sfnecs.fakeaws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One HTTP request that a client made.
 *
 * @param service signing name, such as {@code ecs}; that of Step Functions is "states"
 * @param operation bare API name, such as {@code CreateRole}
 * @param request the body; parameters of the Query protocol as a flat JSON object
 * @param status HTTP status of the answer, 0 if the connection was dropped instead
 * @param error AWS error code, or the name of the fault that took the answer away; null if all went well
 */
public record ApiCall(String service, String operation, JsonNode request, Instant at, int status, String error) {

    private static final Pattern WRITING = Pattern.compile(
            "(Create|Put|Update|Delete|Tag|Untag|Attach|Detach|Run|Start|Redrive|Stop|Register|Deregister|Send)[A-Z].*");

    /** Whether the operation changes something, going by its name. */
    public boolean writes() {
        return WRITING.matcher(operation).matches();
    }
}
