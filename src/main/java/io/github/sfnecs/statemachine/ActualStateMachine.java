package io.github.sfnecs.statemachine;

import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.WrongAccount;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * A state machine as it is in AWS.
 *
 * @param described its definition, role, type and status
 * @param tags its tags
 */
record ActualStateMachine(DescribeStateMachineResponse described, Map<String, String> tags) {
    /** Reads it, with no call waiting for another; empty if there is none. */
    static Optional<ActualStateMachine> read(AwsClients aws, String arn) {
        Supplier<Optional<Map<String, String>>> tags = aws.ahead(() -> tags(aws, arn));
        try {
            DescribeStateMachineResponse described =
                    aws.sfn().describeStateMachine(request -> request.stateMachineArn(arn));
            WrongAccount.refuse(aws, new StateMachineArn(arn).scope(), described.stateMachineArn());
            // another build may have created it after the one answer and before the other
            return Optional.of(new ActualStateMachine(
                    described, tags.get().or(() -> tags(aws, arn)).orElseGet(Map::of)));
        } catch (StateMachineDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** Whether it is what is wanted, whatever its tags. */
    boolean is(StateMachineSpec wanted) {
        return wanted.roleArn().equals(described.roleArn()) && defines(wanted.definition());
    }

    /** Whether its definition means the same as this one. */
    boolean defines(Definition wanted) {
        // mostly it is what a build before has deployed, word for word, which need not be read
        return described.definition().equals(wanted.deployed()) || wanted.means(definition());
    }

    Definition definition() {
        return Definition.parse(described.definition());
    }

    /** Whether its definition marks its tasks as this plugin's definitions do, which is a hint and no proof. */
    boolean looksLikeOurs() {
        return TaskGroup.isIn(described.definition());
    }

    /** Empty where there is no such state machine. */
    private static Optional<Map<String, String>> tags(AwsClients aws, String arn) {
        Map<String, String> tags = new TreeMap<>();
        try {
            aws.sfn()
                    .listTagsForResource(request -> request.resourceArn(arn))
                    .tags()
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
            return Optional.of(tags);
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
