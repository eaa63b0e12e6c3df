package io.github.sfnecs.redrive;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.mapwatch.ItemPrice;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;

/**
 * Whether the definition that an execution keeps can still do its work: by the role as it is now, and with the task definitions that are
 * left. What is not sure is a warning, for of what has been done already nothing is needed any more.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
final class OldDefinition {
    private final AwsClients aws;
    private final Console console;
    private final StateMachineArn machine;
    private final Supplier<DescribeStateMachineForExecutionResponse> reading;
    private final Set<String> deregistered = new LinkedHashSet<>();
    private final Map<String, TaskDefinition> taskDefinitions = new HashMap<>();
    private Optional<Definition> definition = Optional.empty();

    /** Starts to read that of an execution; what is found is told on the console. */
    OldDefinition(AwsClients aws, Console console, String executionArn) {
        this.aws = aws;
        this.console = console;
        this.machine = new StateMachineArn(new ExecutionArn(executionArn).stateMachineArn());
        this.reading = aws.ahead(
                () -> aws.sfn().describeStateMachineForExecution(request -> request.executionArn(executionArn)));
    }

    /** Warns of what the execution may lack that is going to be redriven; returns what it runs with, where that may be seen. */
    Optional<DescribeStateMachineForExecutionResponse> check() {
        try {
            DescribeStateMachineForExecutionResponse runs = reading.get();
            check(runs);
            return Optional.of(runs);
        } catch (AwsServiceException e) {
            notChecked(e);
            return Optional.empty();
        }
    }

    private void check(DescribeStateMachineForExecutionResponse runs) {
        if (runs.definition() == null || runs.roleArn() == null) {
            notChecked("Step Functions does not tell its definition and its role.");
            return;
        }
        String role = runs.roleArn().substring(runs.roleArn().lastIndexOf('/') + 1);
        Supplier<List<PolicyDocument>> policies = aws.ahead(() -> new RolePolicies(aws.iam()).all(role));
        try {
            Definition parsed = Definition.parse(runs.definition());
            definition = Optional.of(parsed);
            PolicyDocument needed = needed(parsed);
            if (!deregistered.isEmpty()) {
                console.warn(
                        "Its definition names task definitions that were deregistered, of which ECS runs no new task: "
                                + String.join(", ", deregistered));
            }
            compare(needed, role, policies.get());
        } catch (ProblemException e) {
            notChecked(e.problems().stream().map(Problem::what).collect(Collectors.joining(" ")));
        } catch (AwsServiceException e) {
            notChecked(e);
        }
    }

    /** What it says, as far as that was seen. */
    Optional<Definition> definition() {
        return definition;
    }

    /** The state machine that has it, or had it. */
    StateMachineArn machine() {
        return machine;
    }

    /** What each item of a Map costs, as far as that was seen. */
    Optional<ItemPrice> item(String map, Prices prices) {
        return definition.flatMap(
                all -> ItemPrice.of(all, map, name -> Optional.ofNullable(taskDefinitions.get(name)), prices));
    }

    private PolicyDocument needed(Definition all) {
        TaskDefinitions ecs = new TaskDefinitions(aws.ecs());
        return Blueprint.of(all, Additions.none(), machine.scope(), machine.text(), name -> {
                    TaskDefinition found = ecs.describe(name);
                    taskDefinitions.put(name, found);
                    if (TaskDefinitions.deregistered(found)) {
                        deregistered.add(name);
                    }
                    return TaskDefinitions.of(found);
                })
                .policies()
                .permissions();
    }

    private void compare(PolicyDocument needed, String role, List<PolicyDocument> policies) {
        List<Access> lacking = new Grants(policies).lacking(Access.allowedBy(needed));
        if (!lacking.isEmpty()) {
            console.warn("The policies of its role " + role
                    + " do not allow all that its definition needs, which it keeps however the state machine changed:"
                    + lacking.stream().map(access -> "\n  " + access.text()).collect(Collectors.joining()));
        }
    }

    private void notChecked(AwsServiceException e) {
        if (!AwsProblems.denied(e) && !AwsProblems.unsupported(e)) {
            throw e;
        }
        notChecked(AwsProblems.message(e));
    }

    private void notChecked(String why) {
        console.warn(
                "Not checked: whether the role still allows what its definition needs, and whether ECS still has the"
                        + " task definitions. " + why);
    }
}
