package io.github.sfnecs.mapwatch;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.json.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * The room that a Map has for the results of its items: 256 KiB, where nothing writes them to S3. What goes beyond fails the execution in
 * the end, when all of them have run. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
final class ResultRoom {
    /** What this plugin leaves of a task has 150 to 250 bytes, as long as the cluster's name is. */
    private static final int MOST = 1_000;

    private static final String OF_A_TASK = "\"ExitCodes.$\"";

    private ResultRoom() {}

    /** What to tell where there may be none for so many; empty where there is, or nobody knows how much each of them takes. */
    static Optional<String> lacking(String definition, String state, long executions) {
        return executions <= MOST
                ? Optional.empty()
                : Definition.parse(definition)
                        .states()
                        .filter(map -> map.name().equals(state))
                        .filter(map -> !map.body().has("ResultWriter"))
                        .filter(map -> Json.compact(map.body()).contains(OF_A_TASK))
                        .findFirst()
                        .map(map -> String.format(
                                Locale.ROOT,
                                "%s: the results of %,d tasks may have no room in the 256 KiB of its output; then the"
                                        + " execution fails in the end (States.DataLimitExceeded), when all have run. To"
                                        + " have room, stop it and name a place for them in the POM's map:"
                                        + " <results>s3://my-bucket/results</results>",
                                state,
                                executions));
    }
}
