package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.arn.ResourceKind;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.role.StateMachineRole;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import software.amazon.awssdk.arns.Arn;

/** Reads the parameters of the state machine's role. */
public final class RoleParameters {
    private static final int LONGEST_NAME = 64;
    private static final int HASH_CHARACTERS = 8;
    private static final int MOST_TAGS = 50;

    private final ParameterReader values;
    private final Optional<Scope> scope;
    private final Optional<Target> target;

    /** Reads with these; scope and target are empty where they are themselves a mistake. */
    public RoleParameters(ParameterReader values, Optional<Scope> scope, Optional<Target> target) {
        this.values = values;
        this.scope = scope;
        this.target = target;
    }

    /** The role: someone else's where {@code roleArn} is set, else one of ours. */
    public Optional<StateMachineRole> role(
            String roleArn,
            String roleName,
            String rolePath,
            String permissionsBoundaryArn,
            String adoptRole,
            SortedMap<String, String> tags) {
        Optional<Arn> foreign = values.arn("roleArn", roleArn, ResourceKind.ROLE, scope);
        Optional<String> name = values.text("roleName", roleName).filter(this::valid);
        String path = values.text("rolePath", rolePath).filter(this::validPath).orElse("/");
        Optional<Arn> boundary =
                values.arn("permissionsBoundaryArn", permissionsBoundaryArn, ResourceKind.POLICY, scope);
        Adoption adoption = values.flag("adoptRole", adoptRole) ? Adoption.ADOPT : Adoption.REFUSE;
        if (roleArn != null && !roleArn.isBlank() && name.isPresent()) {
            values.mistakes()
                    .add(
                            "roleName",
                            roleName,
                            "roleArn names a role that someone else owns; roleName would be one of ours",
                            "Leave one of them out");
        }
        if (foreign.isEmpty()) {
            target.ifPresent(this::checkMachine);
            checkTags(tags);
        }
        return target.map(known -> foreign.<StateMachineRole>map(
                        arn -> new StateMachineRole.Foreign(arn.toString(), known.stateMachineArn()))
                .orElseGet(() -> new StateMachineRole.Managed(
                        known.scope().role(path, name.orElseGet(() -> derived(known))),
                        path,
                        known.stateMachineArn(),
                        boundary.map(Arn::toString),
                        tags,
                        adoption)));
    }

    /**
     * The role is tagged with the state machine's ARN and trusts it, and both takes fewer characters than Step Functions does.
     * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
     */
    private void checkMachine(Target known) {
        if (!known.stateMachine().matches("[\\p{L}\\p{N}_.=+@\\-&&[ -\\u00ff]]+")) {
            values.mistakes()
                    .add(
                            "stateMachineName",
                            known.stateMachine(),
                            "IAM has neither tags nor policies with other characters than letters and digits of Latin-1 and"
                                    + " _.=+@-, and the role is tagged with this name",
                            xml("stateMachineName", "my-state-machine"));
        }
    }

    /** The role has a tag of ours besides, and IAM takes keys that differ only in case for the same. */
    private void checkTags(SortedMap<String, String> tags) {
        SortedSet<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        tags.keySet().stream()
                .filter(key -> !keys.add(key))
                .forEach(key -> values.mistakes()
                        .add(
                                "resourceTags",
                                key,
                                "another key differs from it in nothing but case, and IAM takes them for the same",
                                "Leave one of them out"));
        if (tags.size() == MOST_TAGS) {
            values.mistakes()
                    .add(
                            "resourceTags",
                            tags.size() + " tags",
                            "a role has at most " + MOST_TAGS + ", and one of them is this plugin's",
                            "Leave one of them out");
        }
    }

    /** A name for the role of a state machine. Roles are global, so the region is in it; a hash stands for what does not fit. */
    static String derived(Target target) {
        String full = "sfn-ecs-" + target.stateMachine() + "-" + target.scope().region();
        String plain = full.replaceAll("[^A-Za-z0-9_+=.@-]", "-");
        if (plain.equals(full) && full.length() <= LONGEST_NAME) {
            return full;
        }
        String hash = UUID.nameUUIDFromBytes(full.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, HASH_CHARACTERS);
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME - HASH_CHARACTERS - 1)) + "-" + hash;
    }

    private boolean valid(String name) {
        boolean valid = name.matches("[A-Za-z0-9_+=,.@-]{1,64}");
        // names are not distinguished by case
        boolean reserved = name.matches("(?i)(AWSServiceRole|AWSReservedSSO_).*");
        if (!valid || reserved) {
            values.mistakes()
                    .add(
                            "roleName",
                            name,
                            reserved
                                    ? "names that begin so are for roles of AWS's own"
                                    : "a role's name has 1 to 64 letters, digits or _+=,.@-, and no path",
                            xml("roleName", "my-state-machine-role"));
        }
        return valid;
    }

    private boolean validPath(String path) {
        boolean valid = path.matches("/([!-~&&[^*?$]]{1,510}/)?");
        boolean reserved = path.matches("/aws-(service-role|reserved)/.*");
        if (!valid || reserved) {
            values.mistakes()
                    .add(
                            "rolePath",
                            path,
                            reserved
                                    ? "IAM keeps this path for roles of AWS's own"
                                    : "a path begins and ends with a slash, and has no *, ? or $",
                            xml("rolePath", "/service/"));
        }
        return valid;
    }
}
