package io.github.sfnecs.execution;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.execution.StartExecution.Whose;
import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.redrive.Refusals;
import io.github.sfnecs.verdict.Commands;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;

/**
 * Has an execution go on where it failed. The client's token makes one redrive of a call that is repeated after a lost answer.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html
 */
final class RedriveExecution implements Beginning {
    private final AwsClients aws;
    private final Commands commands;
    private final DescribeExecutionResponse failed;

    /** Has this one go on, as it was seen to have ended. */
    RedriveExecution(AwsClients aws, Commands commands, DescribeExecutionResponse failed) {
        this.aws = aws;
        this.commands = commands;
        this.failed = failed;
    }

    @Override
    public String arn() {
        return failed.executionArn();
    }

    @Override
    public Whose whose() {
        return Whose.OURS;
    }

    @Override
    public boolean answered() {
        return true;
    }

    @Override
    public DescribeExecutionResponse begin() {
        RedriveExecutionResponse answer = redrive();
        return DescribeExecutionResponse.builder()
                .executionArn(arn())
                .stateMachineArn(failed.stateMachineArn())
                .name(failed.name())
                .status(ExecutionStatus.RUNNING)
                .startDate(failed.startDate())
                .redriveDate(answer.redriveDate())
                .input(failed.input())
                .build();
    }

    private RedriveExecutionResponse redrive() {
        try {
            return aws.sfn()
                    .redriveExecution(request -> request.executionArn(arn())
                            .clientToken(UUID.randomUUID().toString()));
        } catch (ExecutionNotRedrivableException e) {
            // it was looked at before; since then it may have changed, and not every endpoint tells
            throw new Refusals(failed, commands).because(AwsProblems.message(e));
        }
    }

    @Override
    public String done() {
        return "Execution redriven";
    }

    @Override
    public Goal goal() {
        return Goal.REDRIVE;
    }
}
