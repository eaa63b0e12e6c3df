package io.github.sfnecs.mapwatch;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapruns.Numbers;
import java.util.HashSet;
import java.util.Set;

/**
 * The room that a Map has for the results of its items: 256 KiB, where nothing writes them to S3. What goes beyond fails the execution in
 * the end, when all of them have run. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
final class ResultRoom {
    /** What this plugin leaves of a task has 150 to 250 bytes, as long as the cluster's name is. */
    private static final int MOST = 1_000;

    private static final String OF_A_TASK = "\"ExitCodes.$\"";

    private final Console console;
    private final Set<String> looked = new HashSet<>();

    ResultRoom(Console console) {
        this.console = console;
    }

    /** Warns once of one that may have none for so many; of how much is left of other tasks than this plugin's nobody knows. */
    void look(WatchedMapRun run, Definition definition) {
        long executions = run.executions().total();
        if (executions <= MOST || !looked.add(run.arn())) {
            return;
        }
        definition
                .states()
                .filter(map -> map.name().equals(run.state()))
                .filter(map -> !map.body().has("ResultWriter"))
                .filter(map -> Json.compact(map.body()).contains(OF_A_TASK))
                .forEach(map -> console.warn(run.state() + ": the results of " + Numbers.text(executions)
                        + " tasks may have no room in the 256 KiB of its output; then the execution fails in the end"
                        + " (States.DataLimitExceeded), when all have run. To have room, stop it and name a place for"
                        + " them in the POM's map: <results>s3://my-bucket/results</results>"));
    }
}
