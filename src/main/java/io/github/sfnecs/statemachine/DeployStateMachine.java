package io.github.sfnecs.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.change.Changes;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.Tag;

/**
 * Finds out what has to change so that the state machine is deployed as its definition says.
 * {@code CreateStateMachine} would silently ignore a changed role or changed tags, hence the comparison.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
public final class DeployStateMachine {
    private final AwsClients aws;
    private final Console console;
    private final PropagationRetry retry;

    /** Works with these clients, tells there what it finds, and retries like this while IAM catches up. */
    public DeployStateMachine(AwsClients aws, Console console, PropagationRetry retry) {
        this.aws = aws;
        this.console = console;
        this.retry = retry;
    }

    /**
     * Compares the state machine with what is wanted and has the service validate a definition that differs; makes no
     * writing call.
     *
     * @param arn the state machine's ARN
     * @param spec what is wanted; asked for while the state machine is being read
     * @return what has to be changed
     * @throws ProblemException if the definition is invalid, or the state machine is not ours and may not be adopted
     */
    public Changes plan(String arn, Supplier<StateMachineSpec> spec) {
        Supplier<Optional<ActualStateMachine>> reading = aws.ahead(() -> ActualStateMachine.read(aws, arn));
        StateMachineSpec wanted = spec.get();
        Optional<ActualStateMachine> actual = reading.get();
        Changes changes = compare(wanted, actual);
        if (!changes.none()
                && actual.filter(found -> found.defines(wanted.definition())).isEmpty()) {
            new DefinitionValidation(aws.sfn()).check(wanted.definition(), console);
        }
        return changes;
    }

    /** What has to be changed in a state machine that was read; makes no call. */
    Changes compare(StateMachineSpec wanted, Optional<ActualStateMachine> actual) {
        return actual.map(found -> repair(wanted, found))
                .orElseGet(() -> new Changes()
                        .add(
                                "State machine " + wanted.arn() + " will be created:",
                                Optional.empty(),
                                shown(wanted.roleArn(), wanted.definition()),
                                () -> create(wanted)));
    }

    private Changes repair(StateMachineSpec wanted, ActualStateMachine actual) {
        Changes changes = new Changes();
        if (!ours(wanted, actual)) {
            return changes;
        }
        update(changes, wanted, actual);
        tag(changes, wanted, actual.tags());
        return changes;
    }

    /** Whether it is ours from now on; if it is neither that nor different from what is wanted, there is nothing to do. */
    private boolean ours(StateMachineSpec wanted, ActualStateMachine actual) {
        checkState(wanted, actual);
        if (OwnershipTag.on(actual.tags(), wanted.arn())) {
            return true;
        }
        if (wanted.adoption() == Adoption.ADOPT) {
            console.info("Adopting the state machine " + wanted.arn() + ", which this plugin did not create.");
            return true;
        }
        if (OwnershipTag.absent(actual.tags()) && actual.is(wanted)) {
            console.warn("The state machine " + wanted.arn() + " has no tag " + OwnershipTag.KEY + ": this plugin did"
                    + " not create it, or this endpoint loses tags. It is as it shall be, so nothing is changed.");
            return false;
        }
        throw new ProblemException(Problem.failed(
                "The state machine " + wanted.name() + " exists and is not ours, so it is not changed.",
                wanted.arn(),
                "It has no tag " + OwnershipTag.KEY + " with its own ARN"
                        + (OwnershipTag.absent(actual.tags()) && actual.looksLikeOurs()
                                ? ", though its definition looks like one of ours: somebody took the tag off, or this"
                                        + " endpoint loses tags."
                                : ", so this plugin did not create it."),
                "Choose another stateMachineName; or take this one over with -Dsfn-ecs.adoptStateMachine (add"
                        + " -Dsfn-ecs.dryRun to see what would change)"));
    }

    private static void checkState(StateMachineSpec wanted, ActualStateMachine actual) {
        if (actual.described().type() != StateMachineType.STANDARD) {
            throw new ProblemException(Problem.failed(
                    "The state machine " + wanted.name() + " is of type "
                            + actual.described().typeAsString() + ".",
                    wanted.arn(),
                    "Only a STANDARD state machine can wait for an ECS task, and a state machine's type can't be"
                            + " changed.",
                    "Choose another stateMachineName, or delete that state machine"));
        }
        if (actual.described().status() == StateMachineStatus.DELETING) {
            throw new ProblemException(Problem.failed(
                    "The state machine " + wanted.name() + " is being deleted.",
                    wanted.arn(),
                    "It stays until its last execution has ended.",
                    "Run it again later, or choose another stateMachineName"));
        }
    }

    private void update(Changes changes, StateMachineSpec wanted, ActualStateMachine actual) {
        if (actual.is(wanted)) {
            return;
        }
        changes.add(
                "State machine " + wanted.arn() + " will change:",
                Optional.of(shown(actual.described().roleArn(), actual.definition())),
                shown(wanted.roleArn(), wanted.definition()),
                () -> retry.run(() -> aws.sfn()
                        .updateStateMachine(request -> request.stateMachineArn(wanted.arn())
                                .definition(wanted.definition().deployed())
                                .roleArn(wanted.roleArn()))));
    }

    private void create(StateMachineSpec wanted) {
        try {
            retry.run(() -> aws.sfn()
                    .createStateMachine(request -> request.name(wanted.name())
                            .type(StateMachineType.STANDARD)
                            .definition(wanted.definition().deployed())
                            .roleArn(wanted.roleArn())
                            .tags(tags(OwnershipTag.with(wanted.tags(), wanted.arn())))));
        } catch (StateMachineAlreadyExistsException e) {
            ActualStateMachine actual =
                    ActualStateMachine.read(aws, wanted.arn()).orElseThrow(() -> e);
            console.info("The state machine exists by now: another build created it, or an attempt of this one whose"
                    + " answer was lost.");
            repair(wanted, actual).apply(console);
        }
    }

    private void tag(Changes changes, StateMachineSpec wanted, Map<String, String> actual) {
        Map<String, String> missing = OwnershipTag.missing(OwnershipTag.with(wanted.tags(), wanted.arn()), actual);
        if (!missing.isEmpty()) {
            Map<String, String> before = new TreeMap<>(actual);
            before.keySet().retainAll(missing.keySet());
            changes.add(
                    "State machine " + wanted.name() + ": tags will change:",
                    Optional.of(before).filter(some -> !some.isEmpty()).map(Json::of),
                    Json.of(missing),
                    () -> aws.sfn()
                            .tagResource(
                                    request -> request.resourceArn(wanted.arn()).tags(tags(missing))));
        }
    }

    private static JsonNode shown(String roleArn, Definition definition) {
        ObjectNode shown = Json.object();
        shown.put("roleArn", roleArn);
        return shown.set("definition", definition.json());
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
