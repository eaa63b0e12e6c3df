package io.github.sfnecs.grants;

import io.github.sfnecs.asl.Use;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.iam.Grants;
import io.github.sfnecs.iam.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What the user adds to what the definition decides.
 *
 * @param permissions what the role may do besides; a policy of its own
 * @param taskDefinitions those that the states may run whose task definition only their input decides
 */
public record Additions(PolicyDocument permissions, List<String> taskDefinitions) {
    /** Nothing. */
    public static Additions none() {
        return new Additions(PolicyDocument.empty(), List.of());
    }

    /**
     * What it takes to read objects that Amazon S3 encrypts with one key, and to write some, in parts where they are large, that it
     * encrypts with another one or the same: the parts are decrypted to be put together.
     * https://repost.aws/knowledge-center/s3-large-file-encryption-kms-key
     */
    public static Additions ofKeys(Optional<String> read, Optional<String> written) {
        List<IamStatement> statements = new ArrayList<>();
        written.ifPresent(
                key -> statements.add(statement("EncryptResults", key, "kms:GenerateDataKey", "kms:Decrypt")));
        read.filter(key -> !written.equals(Optional.of(key)))
                .ifPresent(key -> statements.add(statement("DecryptItems", key, "kms:Decrypt")));
        return statements.isEmpty()
                ? none()
                : new Additions(
                        PolicyDocument.of(
                                IamPolicy.builder().statements(statements).build()),
                        List.of());
    }

    private static IamStatement statement(String sid, String key, String... actions) {
        IamStatement.Builder statement =
                IamStatement.builder().sid(sid).effect(IamEffect.ALLOW).addResource(key);
        List.of(actions).forEach(statement::addAction);
        return statement.build();
    }

    /**
     * Whether a statement allows this action, on whatever resource: which one a state needs is unknown to us, so that is the user's to
     * know.
     */
    boolean allow(String action) {
        return permissions.statements().stream()
                .anyMatch(statement -> Grants.allows(statement) && Grants.names(statement, action));
    }

    /** A listed task definition that no state may run would silently do nothing. */
    List<Problem> unused(List<Use> uses) {
        return taskDefinitions.stream()
                .filter(name -> uses.stream().noneMatch(use -> EcsTasks.mayBe(use, name)))
                .map(name -> Problem.failed(
                        "No state may run the task definition " + name + ".",
                        "dynamicTaskDefinitions",
                        "A state may run those of this list whose TaskDefinition comes from the execution's input, and lets it be"
                                + " this one.",
                        "Take it out of the list, or correct it"))
                .toList();
    }
}
