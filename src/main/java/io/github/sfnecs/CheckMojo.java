package io.github.sfnecs;

import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.check.CheckReport;
import io.github.sfnecs.role.CallerPolicy;
import io.github.sfnecs.role.StateMachineRole;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says whether an execution would succeed, before there is one: looks at the cluster, the task definition, all roles by IAM's own
 * simulation, the definition, the network, the caller, and at what differs from the POM; changes nothing. Fails after all is told,
 * if anything that was found would fail. Writes {@code check.json} to {@code target/sfn-ecs}.
 */
@Mojo(name = "check", threadSafe = true)
public final class CheckMojo extends AbstractDefinitionMojo {
    /** Whether to only print, without AWS, the least policy that the caller of each goal needs. */
    @Parameter(property = "sfn-ecs.printCallerPolicy", defaultValue = "false")
    private String printCallerPolicy;

    @Override
    Consumer<Run> bind(Binding binding) {
        SortedMap<String, String> tags = resourceTags(binding);
        Optional<StateMachineRole> role = role(binding, tags);
        Optional<RunTask> task = task(binding);
        Adoption adoption = adoption(binding);
        return binding.values().flag("printCallerPolicy", printCallerPolicy)
                ? run -> print(run, role.orElseThrow())
                : run -> check(run, new Checks(run, task.orElseThrow(), role.orElseThrow(), tags, adoption));
    }

    private static void print(Run run, StateMachineRole role) {
        new CallerPolicy(run.target().cluster(), role)
                .texts()
                .forEach((goal, policy) -> run.console().info("The caller of " + goal + " needs:\n" + policy));
    }

    private static void check(Run run, Checks checks) {
        CheckReport report = new CheckReport(checks.findings());
        report.tell(run.console());
        Ending.end(report.problem(), run.console(), List.of(() -> run.output().write("check.json", report.json())));
    }
}
