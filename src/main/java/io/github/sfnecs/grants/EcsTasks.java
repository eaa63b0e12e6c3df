package io.github.sfnecs.grants;

import static io.github.sfnecs.asl.IntegrationPattern.RUN_JOB;
import static io.github.sfnecs.grants.Grant.UNKNOWN;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.Wildcards;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the role needs so that states run, stop and look at ECS tasks.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html ,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 */
final class EcsTasks {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern REVISION = Pattern.compile("\\d{1,10}");
    private static final String TASKS = "ecs-tasks";
    private static final String MANAGED_RULE = "StepFunctionsGetEventsForECSTaskRule";

    private final Derivation state;
    private final Scope scope;
    private final ClusterArn cluster;

    EcsTasks(Derivation state) {
        this.state = state;
        this.scope = state.scope();
        Ref named = new TaskUse(state.state(), RUN_JOB).cluster();
        this.cluster = Derivation.known(named)
                .flatMap(text -> ClusterArn.in(scope, text))
                .orElseGet(() -> {
                    state.wrong(
                            "Cluster",
                            named,
                            "an ECS cluster of this region and account, which is written like "
                                    + scope.regional("ecs", "cluster/jobs") + ", or like jobs");
                    return new ClusterArn(scope.regional("ecs", "cluster/" + UNKNOWN), scope, UNKNOWN);
                });
    }

    /** One that runs a task. */
    void run(TaskUse use, Function<String, TaskShape> taskDefinitions, List<String> listed) {
        Stream.of("TaskRoleArn", "ExecutionRoleArn")
                .filter(use.deciding()::containsKey)
                .forEach(role -> state.whole(role, use.deciding().get(role)));
        List<String> names = names(use, listed);
        state.needsLater(() -> names.stream()
                .flatMap(name -> ofTaskDefinition(use, name, taskDefinitions.apply(name)))
                .toList());
        if (names.isEmpty() || cluster.name().equals(UNKNOWN)) {
            state.needs(onlyThere(Kind.RUN_TASK, scope.everyRevision(family(use.taskDefinition()))));
        }
        if (names.isEmpty()
                || Stream.of(use.taskRole(), use.executionRole())
                        .anyMatch(role -> role instanceof Ref.Dynamic
                                && Derivation.decided(role).isEmpty())) {
            state.needs(passRole(List.of(scope.role("/", UNKNOWN)), TASKS));
        }
        if (state.arguments().json().isObject() && state.arguments().has("VolumeConfigurations")) {
            passVolumeRoles();
        }
        if (use.tagged()) {
            // the task's id is unknown before it runs, so every task of the cluster; but only while RunTask creates it
            state.needs(there(
                    Kind.TAG_TASK, cluster.scope().everyTask(cluster.name()), equal("ecs:CreateAction", "RunTask")));
        }
        if (use.pattern() == RUN_JOB) {
            // StopTask when an execution is aborted, DescribeTasks when the completion event doesn't arrive
            ofEveryTask(Kind.FOLLOW_TASK);
            // Step Functions learns of the task's end from a rule that it creates with the role's permissions
            state.needs(Kind.MANAGED_RULE, scope.rule(MANAGED_RULE));
        }
    }

    /**
     * ECS itself takes a role, by which it makes a volume for the task.
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
     */
    private void passVolumeRoles() {
        List<Arguments> volumes = state.arguments().objects("VolumeConfigurations");
        if (volumes.isEmpty()) {
            state.whole("VolumeConfigurations", state.arguments().text("VolumeConfigurations"));
            state.needs(passRole(List.of(scope.role("/", UNKNOWN)), "ecs"));
        }
        for (Arguments volume : volumes) {
            Ref role = volume.object("ManagedEBSVolume").text("RoleArn");
            String arn = Derivation.decided(role)
                    .filter(TaskRole::isArn)
                    .orElseGet(() -> state.wrong("VolumeConfigurations.RoleArn", role, "the ARN of one role"));
            state.needs(passRole(List.of(arn), "ecs"));
        }
    }

    /** One that calls ECS for tasks that run; a task's id is unknown before it does, so every task of the cluster. */
    void ofEveryTask(Kind kind) {
        state.needs(onlyThere(kind, cluster.scope().everyTask(cluster.name())));
    }

    /** The task definitions that it may be; where the input decides, those that the user lists, as far as the definition lets them be. */
    private List<String> names(TaskUse use, List<String> listed) {
        Ref name = use.taskDefinition();
        if (!(name instanceof Ref.Dynamic dynamic)) {
            String text = state.whole("TaskDefinition", name);
            return text.equals(UNKNOWN) ? List.of() : List.of(text);
        }
        List<String> possible = listed.stream().filter(one -> mayBe(name, one)).toList();
        if (possible.isEmpty()) {
            state.undecided(
                    "TaskDefinition comes from " + dynamic.expression() + ", which is known only when the state runs"
                            + (listed.isEmpty() ? "." : ", and can be none of dynamicTaskDefinitions."),
                    "Name in dynamicTaskDefinitions those that it may be, or give TaskDefinition a literal value");
        }
        return possible;
    }

    /** Whether a state may run this task definition, which only its input decides. */
    static boolean mayBe(Use use, String listed) {
        return (use instanceof TaskUse
                        || (use instanceof Use.ServiceUse call && call.call().equals("aws-sdk:ecs:runTask")))
                && mayBe(use.state().arguments().text("TaskDefinition"), listed);
    }

    private static boolean mayBe(Ref name, String listed) {
        return name instanceof Ref.Dynamic
                && Derivation.known(name)
                        .map(pattern -> withoutPlace(Grant.written(pattern)))
                        .filter(pattern -> !Wildcards.match(pattern, withoutPlace(listed)))
                        .isEmpty();
    }

    /** What is known of the family; a pattern alone decides nothing, since the roles that are passed follow from the task definition. */
    private static String family(Ref name) {
        return name instanceof Ref.Dynamic
                ? Derivation.known(name).map(EcsTasks::withoutPlace).orElse("") + UNKNOWN
                : UNKNOWN;
    }

    private static String withoutPlace(String taskDefinition) {
        return taskDefinition.substring(taskDefinition.indexOf('/') + 1);
    }

    private Stream<Grant> ofTaskDefinition(TaskUse use, String name, TaskShape taskDefinition) {
        List<String> roles = Stream.of(
                        taskDefinition.executionRoleArn().stream(),
                        taskDefinition.taskRoleArn().stream(),
                        Stream.of(use.taskRole(), use.executionRole())
                                .flatMap(role -> Derivation.decided(role).stream()))
                .flatMap(some -> some)
                .map(role -> TaskRole.of(scope, role).arn())
                .toList();
        Grant run = onlyThere(Kind.RUN_TASK, revisions(name, taskDefinition));
        return roles.isEmpty() ? Stream.of(run) : Stream.of(run, passRole(roles, TASKS));
    }

    /**
     * Where the state names only a family, AWS takes its newest revision when the state runs and authorizes that one, so all
     * revisions have to be allowed; which will be the newest is unknown beforehand.
     */
    private String revisions(String name, TaskShape taskDefinition) {
        boolean pinned = name.matches(".*:\\d+");
        String every = scope.everyRevision(taskDefinition.family());
        // of what is answered, only what is a family's goes into the policy
        String anyRevision = every.substring(0, every.length() - 1);
        if (!FAMILY.matcher(taskDefinition.family()).matches()
                || !taskDefinition.arn().startsWith(anyRevision)
                || !REVISION.matcher(taskDefinition.arn().substring(anyRevision.length()))
                        .matches()) {
            throw new ProblemException(Problem.failed(
                    "What AWS answered is not a task definition that a policy may name.",
                    "taskDefinitionArn",
                    "It answered with the ARN '" + taskDefinition.arn() + "' and the family '" + taskDefinition.family()
                            + "'.",
                    "Where sfn-ecs.endpoint or AWS_ENDPOINT_URL is set, see whether that is AWS or works like it"));
        }
        return pinned ? taskDefinition.arn() : every;
    }

    private static Grant passRole(List<String> roles, String service) {
        return new Grant(
                Kind.PASS_ROLE,
                "",
                Kind.PASS_ROLE.actions(),
                roles,
                List.of(equal("iam:PassedToService", service + ".amazonaws.com")));
    }

    private Grant onlyThere(Kind kind, String resource) {
        return there(kind, resource, new Grant.Condition("ArnEquals", "ecs:cluster", cluster.text()));
    }

    private Grant there(Kind kind, String resource, Grant.Condition condition) {
        return new Grant(kind, cluster.text(), kind.actions(), List.of(resource), List.of(condition));
    }

    private static Grant.Condition equal(String key, String value) {
        return new Grant.Condition("StringEquals", key, value);
    }
}
