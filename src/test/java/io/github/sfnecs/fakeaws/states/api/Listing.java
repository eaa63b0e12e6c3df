package io.github.sfnecs.fakeaws.states.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Page;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.List;

/** Step Functions' way of paging: 100 by default, which is also what 0 means, and 1000 at most. */
public final class Listing {

    private Listing() {}

    public static ObjectNode page(String member, List<ObjectNode> all, Request request) {
        int size = request.number("maxResults", 0);
        if (size > 1000) {
            throw new AwsError(
                    "ValidationException",
                    "1 validation error detected: Value '" + size
                            + "' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to"
                            + " 1000");
        }
        AwsError refusal = new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
        Page<ObjectNode> page = Page.of(all, request.optional("nextToken"), size == 0 ? 100 : size, refusal);
        ObjectNode answer = Json.object();
        answer.set(member, Json.array(page.items()));
        page.next().ifPresent(next -> answer.put("nextToken", next));
        return answer;
    }
}
