package io.github.sfnecs.grants;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role that a task gets, as ECS answers it: what is anything else than one role of the task's account can't be passed to it, and
 * would in the state machine's policy allow more than that.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
 *
 * @param arn the role's ARN
 */
public record TaskRole(String arn) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");
    /** Without what is a wildcard or a variable in a policy. */
    private static final Pattern ARN =
            Pattern.compile("arn:([a-z0-9-]+):iam::(\\d{12}):role/(?:[!-~&&[^*?$]]{1,510}/)?" + NAME);

    /**
     * Reads an answer of ECS, in which a role may also be given by its name.
     *
     * @throws ProblemException if it is not one role, or a role of another account
     */
    public static TaskRole of(Scope scope, String text) {
        if (NAME.matcher(text).matches()) {
            return new TaskRole(scope.role("/", text));
        }
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            throw problem(
                    text, "it is not the ARN of one role", "A role can be passed by its ARN, which is one role's.");
        }
        if (!arn.group(2).equals(scope.account()) || !arn.group(1).equals(scope.partition())) {
            throw problem(
                    text,
                    "it is a role of " + arn.group(1) + " " + arn.group(2) + ", the cluster (clusterArn) is in "
                            + scope.partition() + " " + scope.account(),
                    "AWS lets nobody pass a role of another account to a task.");
        }
        return new TaskRole(text);
    }

    /** Whether it is the ARN of one role, of whatever account. */
    public static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    private static ProblemException problem(String text, String what, String why) {
        return new ProblemException(Problem.failed(
                "The task can't get the role '" + text + "': " + what + ".",
                "taskDefinitionArn",
                why,
                "Register a revision of the task definition with the ARN of a role of the cluster's account, or set"
                        + " taskRoleArn or executionRoleArn to one"));
    }
}
