package io.github.sfnecs.arn;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.arns.Arn;

/**
 * The kinds of resources whose ARNs are parameters. A wildcard names none of them: in the policy it would grant more than one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
public enum ResourceKind {
    /** An ECS cluster. */
    CLUSTER(
            "ecs",
            "cluster/",
            "the ARN of an ECS cluster",
            "my-cluster",
            "[A-Za-z0-9_-]{1,255}",
            "a cluster's name has 1 to 255 letters, digits, _ or -"),
    /** A task definition, with or without revision. */
    TASK_DEFINITION(
            "ecs",
            "task-definition/",
            "the ARN of an ECS task definition",
            "my-task:1",
            "[A-Za-z0-9_-]{1,255}(:[1-9][0-9]{0,8})?",
            "it names neither family:revision nor a family"),
    /**
     * An execution of a STANDARD state machine, or of a Map Run of one, which has a label; those of an EXPRESS one are {@code express:} and
     * can't be looked at.
     */
    EXECUTION(
            "states",
            "execution:",
            "the ARN of an execution of a STANDARD state machine",
            "my-state-machine:my-execution",
            "[^:/]{1,80}(/[^:/]{1,40})?:[^:]{1,80}",
            "it does not name a state machine and an execution"),
    /** A role in the cluster's account. */
    ROLE("iam", "role/", "the ARN of an IAM role", "my-role", Iam.PATH + Iam.NAME + "{1,64}", Iam.ROLE),
    /** A role of any account. */
    ANY_ROLE("iam", "role/", "the ARN of an IAM role", "my-role", Iam.PATH + Iam.NAME + "{1,64}", Iam.ROLE),
    /** A managed policy, which may be AWS's. */
    POLICY(
            "iam",
            "policy/",
            "the ARN of an IAM policy",
            "my-boundary",
            Iam.POLICY_PATH + Iam.NAME + "{1,128}",
            "a policy's name has 1 to 128 letters, digits or _+=,.@-, and so has each part of its path");

    private static final String AWS_MANAGED = "aws";

    private final String service;
    private final String prefix;
    private final String called;
    private final String name;
    private final Pattern names;
    private final String rule;

    ResourceKind(String service, String prefix, String called, String name, String names, String rule) {
        this.service = service;
        this.prefix = prefix;
        this.called = called;
        this.name = name;
        this.names = Pattern.compile(names);
        this.rule = rule;
    }

    /** Whether an ARN is one of this kind, whatever the name in it. */
    public boolean fits(Arn arn) {
        String resource = arn.resourceAsString();
        String region = arn.region().orElse("");
        return arn.partition().matches("[a-z0-9-]+")
                && arn.service().equals(service)
                && resource.startsWith(prefix)
                && resource.length() > prefix.length()
                && (service.equals("iam") ? region.isEmpty() : region.matches("[a-z0-9-]+"))
                && arn.accountId().filter(this::mayBeIn).isPresent();
    }

    private boolean mayBeIn(String account) {
        return account.matches("\\d{12}") || (this == POLICY && account.equals(AWS_MANAGED));
    }

    /** What is wrong with the name in an ARN of this kind. */
    public Optional<String> wrongName(Arn arn) {
        String named = arn.resourceAsString().substring(prefix.length());
        return names.matcher(named).matches() ? Optional.empty() : Optional.of(rule);
    }

    /** Whether an ARN in this account, or AWS's own, is one of the cluster's account. */
    public boolean hasToBeTheClusters(String account) {
        return this != ANY_ROLE && !(this == POLICY && account.equals(AWS_MANAGED));
    }

    public String called() {
        return called;
    }

    public String example(Scope scope) {
        return Arn.builder()
                .partition(scope.partition())
                .service(service)
                .region(service.equals("iam") ? "" : scope.region())
                .accountId(scope.account())
                .resource(prefix + name)
                .build()
                .toString();
    }

    private static final class Iam {
        /** In a policy a dollar begins a variable. */
        static final String PATH = "^([!-~&&[^*?$]]{1,510}/)?";
        /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
        static final String POLICY_PATH = "^([A-Za-z0-9_+=,.@/-]{1,510}/)?";

        static final String NAME = "[A-Za-z0-9_+=,.@-]";
        static final String ROLE = "a role's name has 1 to 64 letters, digits or _+=,.@-, and its path no *, ? or $";
    }
}
