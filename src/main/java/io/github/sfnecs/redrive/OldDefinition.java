package io.github.sfnecs.redrive;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.RolePolicies;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;

/**
 * Whether the definition that an execution keeps can still do its work: by the role as it is now, and with the task definitions that are
 * left. What is not sure is a warning, for of what has been done already nothing is needed any more.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
public final class OldDefinition {
    private final AwsClients aws;
    private final Console console;
    private final Set<String> deregistered = new LinkedHashSet<>();

    /** Looks, and tells there what it finds. */
    public OldDefinition(AwsClients aws, Console console) {
        this.aws = aws;
        this.console = console;
    }

    /** Warns of what the execution may lack that is going to be redriven. */
    public void check(DescribeExecutionResponse execution) {
        try {
            DescribeStateMachineForExecutionResponse runs = aws.sfn()
                    .describeStateMachineForExecution(request -> request.executionArn(execution.executionArn()));
            if (runs.definition() == null || runs.roleArn() == null) {
                notChecked("Step Functions does not tell its definition and its role.");
                return;
            }
            String machine = new ExecutionArn(execution.executionArn()).stateMachineArn();
            PolicyDocument needed =
                    needed(Definition.parse(runs.definition()), new StateMachineArn(machine).scope(), machine);
            if (!deregistered.isEmpty()) {
                console.warn(
                        "Its definition names task definitions that were deregistered, of which ECS runs no new task: "
                                + String.join(", ", deregistered));
            }
            compare(needed, runs.roleArn());
        } catch (ProblemException e) {
            notChecked(e.problems().stream().map(Problem::what).collect(Collectors.joining(" ")));
        } catch (AwsServiceException e) {
            if (!AwsProblems.denied(e) && !AwsProblems.unsupported(e)) {
                throw e;
            }
            notChecked(AwsProblems.message(e));
        }
    }

    private PolicyDocument needed(Definition definition, Scope scope, String stateMachineArn) {
        TaskDefinitions taskDefinitions = new TaskDefinitions(aws.ecs());
        return Blueprint.of(definition, Additions.none(), scope, stateMachineArn, name -> {
                    TaskDefinition found = taskDefinitions.describe(name);
                    if (TaskDefinitions.deregistered(found)) {
                        deregistered.add(name);
                    }
                    return TaskDefinitions.of(found);
                })
                .policies()
                .permissions();
    }

    private void compare(PolicyDocument needed, String roleArn) {
        String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        List<Access> lacking = new Grants(new RolePolicies(aws.iam()).all(role)).lacking(Access.allowedBy(needed));
        if (!lacking.isEmpty()) {
            console.warn("The policies of its role " + role
                    + " do not allow all that its definition needs, which it keeps however the state machine changed:"
                    + lacking.stream().map(access -> "\n  " + access.text()).collect(Collectors.joining()));
        }
    }

    private void notChecked(String why) {
        console.warn(
                "Not checked: whether the role still allows what its definition needs, and whether ECS still has the"
                        + " task definitions. " + why);
    }
}
