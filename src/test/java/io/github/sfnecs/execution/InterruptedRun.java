package io.github.sfnecs.execution;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.testing.Lab;
import io.github.sfnecs.time.Time;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A JVM of its own, which waits for an execution until somebody ends it. */
public final class InterruptedRun {
    private InterruptedRun() {}

    /** Runs: the endpoint, the cluster's ARN, the state machine's name, and what becomes of the execution on interrupt. */
    public static void main(String... arguments) {
        ClusterArn cluster = ClusterArn.parse(arguments[1]);
        Console console = new Console() {
            @Override
            public void info(String message) {
                System.out.println(message);
            }

            @Override
            public void warn(String message) {
                System.out.println(message);
            }
        };
        AwsClients aws = new AwsClients(new AwsSettings(
                cluster.scope().region(), Optional.empty(), Optional.of(URI.create(arguments[0])), Optional.empty()));
        new RunExecution(
                        aws,
                        Lab.COMMANDS,
                        cluster.scope(),
                        Time.system(),
                        console,
                        Prices.shipped(),
                        denied -> PolicyInPlace.UNKNOWN)
                .run(new ExecutionRequest(
                        arguments[2],
                        List.of(cluster.text()),
                        Optional.of("interrupted"),
                        "{}",
                        Optional.of(Duration.ofHours(1)),
                        ExecutionRequest.OnInterrupt.valueOf(arguments[3]),
                        ExecutionRequest.Logs.FOLLOW));
    }
}
