package io.github.sfnecs.role;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_ROLES;

import io.github.sfnecs.arn.RoleArn;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.grants.TaskRole;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Access.Sampled;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.iam.Simulation;
import io.github.sfnecs.iam.Simulation.Decision;
import io.github.sfnecs.role.TaskNeeds.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Whether the roles of the task are there, let ECS in, and may do what ECS and the container do with them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html
 */
public final class TaskRolesCheck {
    private static final Pattern PATH = Pattern.compile("(?<=:role)/.+/");

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions */
    private static final List<String> CHANNELS = List.of(
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");

    private final AwsClients aws;
    private final TaskRoles asked;
    private final String stateMachineArn;

    /** Of these tasks of this state machine. */
    public TaskRolesCheck(AwsClients aws, TaskRoles asked, String stateMachineArn) {
        this.aws = aws;
        this.asked = asked;
        this.stateMachineArn = stateMachineArn;
    }

    /** What is found; both roles are looked at side by side. */
    public List<Finding> findings(TaskDefinition found) {
        TaskNeeds task = new TaskNeeds(asked.cluster().scope(), asked.onFargate(), asked.environmentFiles());
        List<Need> needs = task.of(found);
        List<Need> calls = Stream.concat(
                        asked.token() ? callbacks().stream() : Stream.empty(),
                        asked.commands() ? channels() : Stream.empty())
                .toList();
        Supplier<List<Finding>> ofExecutionRole = aws.ahead(() -> role(
                "execution role",
                asked.executionRole(),
                found.executionRoleArn(),
                needs,
                () -> noExecutionRole(needs)));
        List<Finding> ofTaskRole = role(
                "task role",
                asked.taskRole(),
                found.taskRoleArn(),
                calls,
                () -> asked.token() ? List.of(nobodyCallsBack()) : List.of());
        return Stream.of(task.nonsense(found), ofExecutionRole.get(), ofTaskRole)
                .flatMap(List::stream)
                .toList();
    }

    private List<Finding> role(
            String kind, Ref override, String defined, List<Need> needs, Supplier<List<Finding>> none) {
        if (override instanceof Ref.Dynamic dynamic) {
            return List.of(Finding.notChecked(
                    TASK_ROLES,
                    "The " + kind + " is known only when the state runs: " + dynamic.expression() + ".",
                    "",
                    ""));
        }
        return override.literal()
                .or(() -> Optional.ofNullable(defined))
                .map(arn -> role(kind, arn, needs))
                .orElseGet(none);
    }

    private static List<Finding> noExecutionRole(List<Need> needs) {
        return needs.isEmpty()
                ? List.of()
                : List.of(Finding.failed(
                        TASK_ROLES,
                        "The task has no execution role, with which ECS would "
                                + needs.get(0).what() + ".",
                        KnownFailure.EXECUTION_ROLE_REQUIRED.happened(),
                        "Set executionRoleArn, here or in the task definition; the usual role has the managed policy"
                                + " AmazonECSTaskExecutionRolePolicy"));
    }

    private Finding nobodyCallsBack() {
        return Finding.failed(
                TASK_ROLES,
                "The task has no task role, with which its container would send the task token back.",
                unanswered(),
                "Set taskRoleArn, here or in the task definition, to a role that may states:SendTaskSuccess,"
                        + " states:SendTaskFailure and states:SendTaskHeartbeat");
    }

    private List<Need> callbacks() {
        return Stream.concat(
                        Stream.of("states:SendTaskSuccess", "states:SendTaskFailure"),
                        asked.heartbeats() ? Stream.of("states:SendTaskHeartbeat") : Stream.empty())
                .map(action -> new Need(
                        "send the task token back", new Access(action, stateMachineArn, Map.of()), unanswered()))
                .toList();
    }

    private static Stream<Need> channels() {
        return CHANNELS.stream()
                .map(action -> new Need(
                        "let ECS Exec open a shell in the containers",
                        new Access(action, "*", Map.of()),
                        Optional.empty()));
    }

    /** What a state ends with that waits for its token in vain: one of both limits it has, and heartbeat is the shorter one. */
    private KnownFailure unanswered() {
        return asked.heartbeats() ? KnownFailure.HEARTBEAT : KnownFailure.TIMEOUT;
    }

    private List<Finding> role(String kind, String answered, List<Need> needs) {
        String arn;
        try {
            arn = TaskRole.of(asked.cluster().scope(), answered).arn();
        } catch (ProblemException e) {
            Problem problem = e.problems().get(0);
            return List.of(Finding.failed(TASK_ROLES, problem.what(), problem.why(), problem.fix()));
        }
        String name = new RoleArn(arn).name();
        return Look.at(TASK_ROLES, "The " + kind + " " + name, () -> {
            List<Finding> findings = new ArrayList<>();
            try {
                Role role = aws.iam().getRole(request -> request.roleName(name)).role();
                findings.add(trust(kind, name, PolicyDocument.decode(role.assumeRolePolicyDocument())));
                if (role.arn() != null && !role.arn().equals(arn)) {
                    findings.add(Finding.failed(
                            TASK_ROLES,
                            "The " + kind + " " + arn + " does not exist; the role " + name + " is " + role.arn() + ".",
                            KnownFailure.PASS_ROLE,
                            "Give the role by its whole ARN, in the task definition or the POM"));
                }
            } catch (NoSuchEntityException e) {
                return List.of(Finding.failed(
                        TASK_ROLES,
                        "The " + kind + " " + arn + " does not exist.",
                        KnownFailure.ROLE_NOT_ASSUMABLE,
                        "aws iam create-role" + path(arn) + " --role-name " + Command.word(name)
                                + " --assume-role-policy-document '"
                                + TrustPolicy.ofTasks().compact()
                                + "'; or correct it in the task definition or the POM"));
            }
            if (!needs.isEmpty()) {
                findings.addAll(Look.at(
                        TASK_ROLES,
                        "What the " + kind + " " + name + " may do",
                        () -> allowed(kind, arn, name, needs)));
            }
            return findings;
        });
    }

    private static String path(String arn) {
        Matcher path = PATH.matcher(arn);
        return path.find() ? " --path " + Command.word(path.group()) : "";
    }

    private Finding trust(String kind, String name, PolicyDocument trust) {
        return TrustPolicy.letsTasksIn(trust, asked.cluster())
                ? Finding.passed(TASK_ROLES, "The " + kind + " " + name + " trusts ecs-tasks.amazonaws.com.")
                : Finding.failed(
                        TASK_ROLES,
                        "The " + kind + " " + name + " does not let ecs-tasks.amazonaws.com assume it.",
                        KnownFailure.ROLE_NOT_ASSUMABLE,
                        "aws iam update-assume-role-policy --role-name " + Command.word(name) + " --policy-document '"
                                + TrustPolicy.ofTasks().compact() + "'");
    }

    private List<Finding> allowed(String kind, String arn, String name, List<Need> needs) {
        List<Decision> decisions = new Simulation(aws)
                .of(
                        arn,
                        needs.stream()
                                .map(need -> new Sampled(need.request(), need.request()))
                                .toList());
        List<Finding> denied = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            if (decisions.get(i).denied()) {
                denied.add(denied(kind, name, needs.get(i), decisions.get(i)));
            }
        }
        Simulation.notChecked(TASK_ROLES, "the " + kind + " " + name, decisions).ifPresent(denied::add);
        return denied.isEmpty()
                ? List.of(Finding.passed(
                        TASK_ROLES,
                        "The " + kind + " " + name + " may "
                                + String.join(
                                        ", ",
                                        needs.stream()
                                                .map(Need::what)
                                                .distinct()
                                                .toList())
                                + "."))
                : denied.stream().distinct().toList();
    }

    private static Finding denied(String kind, String name, Need need, Decision decision) {
        String says = "The " + kind + " " + name + " may not " + need.what() + ": "
                + need.request().text()
                + ", " + decision.verdict().text() + ".";
        String fix = decision.verdict().forbids()
                ? "Change what forbids it; what other policies allow does not count"
                : "Give the role the statement\n" + need.request().statement();
        return need.predicts()
                .map(predicted -> Finding.failed(TASK_ROLES, says, predicted, fix))
                .orElseGet(() -> Finding.warning(TASK_ROLES, says, "The task runs without.", fix));
    }
}
