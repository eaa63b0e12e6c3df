package io.github.sfnecs.testing;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.change.OwnershipTag;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import io.github.sfnecs.goal.Prefix;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.role.RequiredPolicies;
import io.github.sfnecs.role.TrustPolicy;
import io.github.sfnecs.verdict.Commands;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sfn.model.Tag;

/**
 * An account in the embedded AWS with the cluster {@code jobs} and the task definition {@code job:1}, the plugin's own clients
 * for it, and a clock that takes no time.
 */
public final class Lab implements AutoCloseable {
    public static final String ACCOUNT = "123456789012";
    public static final Scope SCOPE = new Scope("aws", "eu-central-1", ACCOUNT);
    public static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs";
    public static final String MACHINE = "nightly";
    public static final String MACHINE_ARN = SCOPE.stateMachine(MACHINE);
    public static final String ROLE = "sfn-ecs-nightly-eu-central-1";
    public static final String ROLE_ARN = SCOPE.role("/", ROLE);
    public static final String EXECUTION_ROLE = SCOPE.role("/", "ecsTaskExecutionRole");
    public static final String TASK_ROLE = SCOPE.role("/", "jobTaskRole");
    public static final Commands COMMANDS = new Commands(
            "io.github.sfnecs:sfn-ecs-maven-plugin:1.0",
            new AwsSettings(SCOPE.region(), Optional.empty(), Optional.empty(), Optional.empty()),
            Prefix.SHORT,
            Optional.of(MACHINE_ARN));
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    public final ManualClock clock = FakeClock.manual(START);
    public final VirtualTime time = new VirtualTime(clock);
    public final EmbeddedAws aws = EmbeddedAws.start(clock);
    public final FakeAccount account = aws.account(ACCOUNT);
    public final RecordingConsole console = new RecordingConsole();
    private final Credentials credentials = Credentials.of(ACCOUNT);
    public final AwsClients clients = new AwsClients(settings());

    /** An account where nothing was deployed yet; what was called to set it up is forgotten. */
    public Lab() {
        clients.ecs()
                .createCluster(cluster -> cluster.clusterName("jobs").capacityProviders("FARGATE", "FARGATE_SPOT"));
        createTaskRole("ecsTaskExecutionRole");
        createTaskRole("jobTaskRole");
        register("job", "app");
        account.forgetCalls();
    }

    /** How the plugin is told to reach it. */
    public AwsSettings settings() {
        return new AwsSettings(SCOPE.region(), Optional.empty(), Optional.of(aws.endpoint()), Optional.empty());
    }

    /** Registers a new revision. */
    public String register(String family, String... containers) {
        return register(
                family,
                List.of(containers).stream()
                        .map(name -> ContainerDefinition.builder().name(name).image("busybox"))
                        .map(ContainerDefinition.Builder::build)
                        .toList());
    }

    /** Registers a new revision. */
    public String register(String family, List<ContainerDefinition> containers) {
        return clients.ecs()
                .registerTaskDefinition(definition -> definition
                        .family(family)
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(EXECUTION_ROLE)
                        .taskRoleArn(TASK_ROLE)
                        .containerDefinitions(containers))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** Registers a new revision of {@code job}, whose containers print to the log group {@code /jobs}. */
    public String registerPrinting(String... containers) {
        clients.logs(SCOPE.region()).createLogGroup(group -> group.logGroupName("/jobs"));
        clients.iam()
                .putRolePolicy(policy -> policy.roleName("ecsTaskExecutionRole")
                        .policyName("logs")
                        .policyDocument("""
                                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
                                  "Action": ["logs:CreateLogStream", "logs:PutLogEvents"]}]}"""));
        return register(
                "job",
                List.of(containers).stream()
                        .map(name -> ContainerDefinition.builder()
                                .name(name)
                                .image("busybox")
                                .logConfiguration(LogConfiguration.builder()
                                        .logDriver("awslogs")
                                        .options(Map.of(
                                                "awslogs-group", "/jobs",
                                                "awslogs-region", SCOPE.region(),
                                                "awslogs-stream-prefix", "run"))
                                        .build())
                                .build())
                        .toList());
    }

    /** Creates a role for tasks, that may do nothing. */
    public void createTaskRole(String name) {
        clients.iam()
                .createRole(
                        role -> role.roleName(name).assumeRolePolicyDocument(Scene.trust("ecs-tasks.amazonaws.com")));
    }

    /** What the role of a task needs. */
    public static RequiredPolicies policies(ATask task) {
        return new RequiredPolicies(
                TrustPolicy.of(SCOPE, MACHINE_ARN),
                new PermissionsPolicy(SCOPE, name -> task.taskDefinition())
                        .of(new StateMachineArn(MACHINE_ARN), task.definition().uses()));
    }

    /** Creates the role as it has to be, or another one. */
    public void createRole(String trust, Optional<String> permissions) {
        clients.iam()
                .createRole(role -> role.roleName(ROLE)
                        .assumeRolePolicyDocument(trust)
                        .tags(software.amazon.awssdk.services.iam.model.Tag.builder()
                                .key(OwnershipTag.KEY)
                                .value(MACHINE_ARN)
                                .build()));
        permissions.ifPresent(document -> clients.iam()
                .putRolePolicy(
                        policy -> policy.roleName(ROLE).policyName("sfn-ecs").policyDocument(document)));
    }

    /** Deploys a state machine for a task, with all that it needs; what was called for it is forgotten. */
    public void deploy(ATask task) {
        deploy(task, task.definition());
    }

    /** Deploys a state machine with this definition and the role of this task; what was called for it is forgotten. */
    public void deploy(ATask task, Definition definition) {
        RequiredPolicies policies = policies(task);
        if (!roleExists()) {
            createRole(
                    policies.trust().text(), Optional.of(policies.permissions().text()));
        }
        clients.sfn()
                .createStateMachine(machine -> machine.name(MACHINE)
                        .roleArn(ROLE_ARN)
                        .definition(definition.text())
                        .tags(Tag.builder()
                                .key(OwnershipTag.KEY)
                                .value(MACHINE_ARN)
                                .build()));
        account.forgetCalls();
    }

    /** The names of the writing calls, in order. */
    public List<String> writes() {
        return account.writes().stream().map(ApiCall::operation).toList();
    }

    /** How often an operation was called. */
    public long calls(String operation) {
        return account.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    /** The tasks that are meant to run. */
    public List<Task> runningTasks() {
        List<String> arns =
                clients.ecs().listTasks(list -> list.cluster("jobs")).taskArns();
        return arns.isEmpty()
                ? List.of()
                : clients.ecs()
                        .describeTasks(describe -> describe.cluster("jobs").tasks(arns))
                        .tasks();
    }

    private boolean roleExists() {
        try {
            return clients.iam().getRole(role -> role.roleName(ROLE)).role() != null;
        } catch (NoSuchEntityException e) {
            return false;
        }
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
        credentials.close();
    }

    /** Credentials in the system properties, where the SDK's default chain finds them first. */
    public record Credentials(Map<String, Optional<String>> before) implements AutoCloseable {
        private static final String KEY = "aws.accessKeyId";
        private static final String SECRET = "aws.secretAccessKey";

        /** Those of this account. */
        public static Credentials of(String account) {
            Credentials credentials = new Credentials(Map.of(
                    KEY, Optional.ofNullable(System.getProperty(KEY)),
                    SECRET, Optional.ofNullable(System.getProperty(SECRET))));
            System.setProperty(KEY, account);
            System.setProperty(SECRET, "not-needed-here");
            return credentials;
        }

        @Override
        public void close() {
            before.forEach((name, value) ->
                    value.ifPresentOrElse(text -> System.setProperty(name, text), () -> System.clearProperty(name)));
        }
    }
}
