package io.github.sfnecs.role;

import io.github.sfnecs.arn.RoleArn;
import io.github.sfnecs.change.Adoption;
import java.util.Optional;
import java.util.SortedMap;

/** The role that the state machine runs with. */
public sealed interface StateMachineRole {
    /** The role's ARN, whether or not the role exists. */
    String arn();

    /** The role's name, without its path. */
    default String name() {
        return new RoleArn(arn()).name();
    }

    /**
     * A role that this plugin creates and keeps as the definition needs it.
     *
     * @param arn with its path
     * @param path begins and ends with a slash
     * @param stateMachineArn the state machine that it serves
     * @param permissionsBoundaryArn a policy that bounds it; empty leaves a boundary that is there
     * @param tags the user's tags
     * @param adoption whether a role of this name that somebody else created may be taken over
     */
    record Managed(
            String arn,
            String path,
            String stateMachineArn,
            Optional<String> permissionsBoundaryArn,
            SortedMap<String, String> tags,
            Adoption adoption)
            implements StateMachineRole {}

    /**
     * A role that someone else owns: used, never changed.
     *
     * @param arn with its path
     * @param stateMachineArn the state machine that uses it
     */
    record Foreign(String arn, String stateMachineArn) implements StateMachineRole {}

    /** The state machine that has the role. */
    String stateMachineArn();
}
