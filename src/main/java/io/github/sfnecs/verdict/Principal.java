package io.github.sfnecs.verdict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.json.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whoever AWS says was denied something, and what it takes to allow it to that one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 *
 * @param denied AWS's sentence
 * @param said all that AWS says
 */
record Principal(AccessDenied denied, String said) {
    private static final Pattern STARTING = Pattern.compile(
            "CannotPull|ResourceInitializationError|unable to (pull|retrieve|download)|failed to download env");
    /** What ECS does with the execution role. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
    private static final Pattern OF_THE_AGENT =
            Pattern.compile("(ecr|ecr-public|logs|secretsmanager|ssm|kms|s3):\\w{1,64}");
    /** What a container has no use for: it is the agent that pulls images, and the log driver that makes streams. */
    private static final Pattern ONLY_OF_THE_AGENT = Pattern.compile(
            "ecr:(GetAuthorizationToken|BatchCheckLayerAvailability|BatchGetImage|GetDownloadUrlForLayer)|logs:CreateLog\\w{5,6}");
    /** What a deployment calls, and an execution does not. */
    private static final Pattern OF_A_DEPLOYMENT = Pattern.compile(
            "(states|ecs|iam|scheduler|events|ecr):(Create|Update|Delete|Register|Deregister|Publish)\\w{1,64}");
    /** ECS names a task's sessions after the task, EC2 an instance's after the instance. */
    private static final Pattern TASK = Pattern.compile("[0-9a-f]{32}");

    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");
    /** The CLI, Python, Go and Java: what Step Functions calls it tells in another form. */
    private static final Pattern OF_A_PROGRAM = Pattern.compile(
            "when calling the \\w{1,80} operation|operation error \\w|software\\.amazon\\.awssdk|com\\.amazonaws\\.services");
    /** To whom a role is passed that is not a task's: Step Functions, EventBridge and its Scheduler. */
    private static final Map<String, Pattern> PASSED_TO = Map.of(
            "states.amazonaws.com", Pattern.compile("(Create|Update)StateMachine\\b"),
            "scheduler.amazonaws.com", Pattern.compile("(Create|Update)Schedule\\b"),
            "events.amazonaws.com", Pattern.compile("\\bPutTargets\\b"));

    private static final Pattern BARE_FAMILY =
            Pattern.compile("arn:[\\w-]{1,32}:ecs:[^/]{1,64}:task-definition/[^:/]{1,255}");

    /** What it is, by the form of its ARN. */
    private enum Kind {
        USER("arn:[\\w-]{1,32}:iam::\\d{12}:user/(?:[^\\s:]{1,512}/)?(?<name>[^/\\s:]{1,64})", "the IAM user "),
        PERMISSION_SET(
                "arn:[\\w-]{1,32}:sts::\\d{12}:assumed-role/AWSReservedSSO_(?<name>\\w{1,32})_[0-9a-f]{16}/(?<session>[^/\\s]{1,64})",
                "the permission set "),
        SESSION(
                "arn:[\\w-]{1,32}:sts::\\d{12}:assumed-role/(?<name>[^/\\s]{1,64})/(?<session>[^/\\s]{1,64})",
                "the role "),
        ROLE("arn:[\\w-]{1,32}:iam::\\d{12}:role/(?:[^\\s:]{1,512}/)?(?<name>[^/\\s:]{1,64})", "the role "),
        FEDERATED_USER("arn:[\\w-]{1,32}:sts::\\d{12}:federated-user/(?<name>[^/\\s:]{1,64})", "the federated user "),
        ROOT("arn:[\\w-]{1,32}:iam::(?<name>\\d{12}):root", "the root user of the account "),
        OTHER("(?<name>\\S{1,2048})", "");

        private final Pattern form;
        private final String called;

        Kind(String form, String called) {
            this.form = Pattern.compile(form);
            this.called = called;
        }

        private Matcher matcher(String principal) {
            return form.matcher(principal);
        }
    }

    private Kind kind() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.matcher(denied.principal()).matches())
                .findFirst()
                .orElse(Kind.OTHER);
    }

    private String group(String name) {
        Matcher matcher = kind().matcher(denied.principal());
        return matcher.matches() ? matcher.group(name) : denied.principal();
    }

    private Optional<String> session() {
        return switch (kind()) {
            case SESSION, PERMISSION_SET -> Optional.of(group("session"));
            default -> Optional.empty();
        };
    }

    /** As people call it. */
    String text() {
        return kind().called + group("name");
    }

    /** Which role of a task it is, or whose it is else, as far as the text tells; empty where it does not. */
    Optional<String> part() {
        if (session().filter(name -> INSTANCE.matcher(name).matches()).isPresent()) {
            return Optional.of("the role of the container instance " + session().orElseThrow());
        }
        if (denied.action().startsWith("states:SendTask")) {
            return Optional.of("the task role, with which the container calls Step Functions");
        }
        if (ofTheAgent()) {
            return Optional.of("the task's execution role");
        }
        return session()
                .filter(name -> TASK.matcher(name).matches())
                .map(task -> "the task role of the task " + task + ", with which its containers call AWS");
    }

    private boolean ofTheAgent() {
        return (OF_THE_AGENT.matcher(denied.action()).matches()
                        && STARTING.matcher(said).find())
                || (ONLY_OF_THE_AGENT.matcher(denied.action()).matches()
                        && session()
                                .filter(name -> TASK.matcher(name).matches())
                                .isPresent()
                        && !OF_A_PROGRAM.matcher(said).find());
    }

    /** Whether a container called with its task role, whatever else calls the like. */
    boolean isOfAContainer() {
        return session().filter(name -> TASK.matcher(name).matches()).isPresent() && !ofTheAgent();
    }

    /** Whether it may be a role that Step Functions works with. */
    boolean mayBeOfStepFunctions() {
        Kind kind = kind();
        return (kind == Kind.SESSION || kind == Kind.ROLE)
                && part().isEmpty()
                && !OF_A_DEPLOYMENT.matcher(denied.action()).matches()
                && !OF_A_PROGRAM.matcher(said).find();
    }

    /** Whether it is surely none of the roles of a task: a person, or the instance on which the task runs. */
    boolean isNotOfATask() {
        Kind kind = kind();
        return (kind != Kind.SESSION && kind != Kind.ROLE && kind != Kind.OTHER)
                || session().filter(name -> INSTANCE.matcher(name).matches()).isPresent();
    }

    /** Who was denied what. */
    String sentence() {
        String who = text() + part().map(part -> ", " + part + ",").orElse("");
        String where = denied.resource().isEmpty() ? "" : " on " + denied.resource();
        return Character.toUpperCase(who.charAt(0)) + who.substring(1) + " is not allowed " + denied.action() + where
                + ".";
    }

    /** What has to be given to whom. */
    String give() {
        return switch (kind()) {
            case ROOT -> "Ask who keeps the organization's policies: only those can deny it to a root user";
            case PERMISSION_SET -> "Add the statement to " + text() + " in IAM Identity Center\n" + statement();
            case FEDERATED_USER ->
                "Give the statement to whoever calls GetFederationToken for it, and in the policy of that call\n"
                        + statement();
            default -> "Give " + text() + " the statement\n" + statement();
        };
    }

    private String statement() {
        ObjectNode statement = Json.object();
        statement.put("Effect", "Allow");
        statement.put("Action", denied.action());
        statement.put("Resource", resource());
        if (denied.action().equals("iam:PassRole")) {
            statement.putObject("Condition").putObject("StringEquals").put("iam:PassedToService", passedTo());
        }
        return Json.pretty(statement);
    }

    private String passedTo() {
        return PASSED_TO.entrySet().stream()
                .filter(service -> service.getValue().matcher(said).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("ecs-tasks.amazonaws.com");
    }

    /** Of a task definition that is named without its revision every revision: ECS asks IAM about one. */
    private String resource() {
        if (denied.resource().isEmpty()) {
            return denied.action().equals("ecr:GetAuthorizationToken") ? "*" : "ARN-OF-WHAT-IT-IS-ABOUT";
        }
        return BARE_FAMILY.matcher(denied.resource()).matches() ? denied.resource() + ":*" : denied.resource();
    }
}
