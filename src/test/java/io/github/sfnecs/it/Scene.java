package io.github.sfnecs.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Journal;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The account that a team has before it meets the plugin: the cluster {@code test-cluster}, the Fargate task definition
 * {@code python-web-hello:1} with one container {@code web}, and the role {@code ecsTaskExecutionRole}, in an embedded AWS that
 * runs {@value #SPEED} times as fast as the machine. All of it is made through the AWS API.
 */
public final class Scene implements AutoCloseable {
    /** The account of the story. */
    public static final String ACCOUNT = "000000000000";

    /** What an account that asks for no signature takes for a secret. */
    static final String SECRET = "not-needed-here";

    /** The region of the story. */
    static final Region REGION = Region.US_EAST_1;

    /** The subnets of the story. */
    static final List<String> SUBNETS = List.of("subnet-0abc000ab00ab0", "subnet-0def000de00de0");

    private static final String CLUSTER = "test-cluster";
    /** How many times as fast as the machine the embedded AWS is. */
    static final double SPEED = 20;

    private static final NetworkConfiguration NETWORK = NetworkConfiguration.builder()
            .awsvpcConfiguration(vpc -> vpc.subnets(SUBNETS.get(0)))
            .build();

    private final URI endpoint;
    private final Journal journal;
    private final AutoCloseable ground;
    private final List<String> command;

    /** The IAM of the account, as an administrator sees it. */
    public final IamClient iam;

    /** The ECS of the account. */
    public final EcsClient ecs;

    /** The Step Functions of the account. */
    public final SfnClient sfn;

    /** The account's knobs, and its journal, which begins with what the consumer project does; elsewhere than here there are none. */
    public final FakeAccount account;

    /** An account as the team has it. */
    public Scene() {
        this(FakeClock.scaled(SPEED));
    }

    /** An account as the team has it, where this clock tells the time. */
    public Scene(FakeClock clock) {
        this(clock, EnumSet.of(Need.ECS_API));
    }

    Scene(Set<Need> needs) {
        this(FakeClock.scaled(SPEED), needs);
    }

    private Scene(FakeClock clock, Set<Need> needs) {
        this(EmbeddedAws.start(clock), with(Need.ECS_API, needs));
    }

    private Scene(EmbeddedAws aws, Set<Need> needs) {
        this(aws.endpoint(), aws.account(ACCOUNT), aws.account(ACCOUNT), aws, needs);
    }

    private static Set<Need> with(Need one, Set<Need> others) {
        Set<Need> needs = EnumSet.of(one);
        needs.addAll(others);
        return needs;
    }

    /** An account elsewhere, as the team has it as far as these needs go; closing this removes all that was created. */
    Scene(Endpoint elsewhere, Set<Need> needs) {
        this(new Relay(elsewhere), needs);
    }

    private Scene(Relay relay, Set<Need> needs) {
        this(relay.uri(), relay, null, relay, needs);
    }

    private Scene(URI endpoint, Journal journal, FakeAccount account, AutoCloseable ground, Set<Need> needs) {
        this.endpoint = endpoint;
        this.journal = journal;
        this.account = account;
        this.ground = ground;
        command = needs.contains(Need.ENDING_TASKS)
                ? List.of("sh", "-c", "exit 0")
                : List.of("python", "-m", "http.server");
        iam = client(IamClient.builder());
        ecs = client(EcsClient.builder());
        sfn = client(SfnClient.builder());
        try {
            if (needs.contains(Need.ECS_API)) {
                ecs.createCluster(cluster -> cluster.clusterName(CLUSTER).capacityProviders("FARGATE", "FARGATE_SPOT"));
                createRole("ecsTaskExecutionRole", trust("ecs-tasks.amazonaws.com"));
                register("python-web-hello", null, "web");
            }
            journal.forgetCalls();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The properties, as {@code name=value}, that lead a Maven build to this account. */
    public List<String> properties() {
        return List.of("sfn-ecs.endpoint=" + endpoint(), "aws.accessKeyId=" + ACCOUNT, "aws.secretAccessKey=" + SECRET);
    }

    /** Where the account is. */
    public URI endpoint() {
        return endpoint;
    }

    /** The ARN of a role. */
    public String roleArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    /** The ARN of a state machine. */
    public String stateMachineArn(String name) {
        return "arn:aws:states:" + REGION + ":" + ACCOUNT + ":stateMachine:" + name;
    }

    /** Registers a new revision of a Fargate task definition with these containers and the story's execution role. */
    public String register(String family, String taskRoleArn, String... containers) {
        return register(family, roleArn("ecsTaskExecutionRole"), taskRoleArn, List.of(containers));
    }

    /** Registers a new revision of a Fargate task definition. */
    public String register(String family, String executionRoleArn, String taskRoleArn, List<String> containers) {
        return ecs.registerTaskDefinition(definition -> definition
                        .family(family)
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(executionRoleArn)
                        .taskRoleArn(taskRoleArn)
                        .containerDefinitions(containers.stream()
                                .map(name -> ContainerDefinition.builder()
                                        .name(name)
                                        .image("public.ecr.aws/docker/library/python:3")
                                        .command(command)
                                        .build())
                                .toList()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** A role for tasks. */
    public String createTaskRole(String name) {
        return createRole(name, trust("ecs-tasks.amazonaws.com"));
    }

    /** Starts tasks of {@code python-web-hello:1}, up to ten, as somebody does who calls ECS directly. */
    public void runTasks(int count, String group, String startedBy) {
        ecs.runTask(run -> run.cluster(CLUSTER)
                .taskDefinition("python-web-hello:1")
                .count(count)
                .group(group)
                .startedBy(startedBy)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(NETWORK));
    }

    /** Has a service of ECS keep tasks of {@code python-web-hello:1} running. */
    public void createService(String name, int tasks) {
        ecs.createService(service -> service.cluster(CLUSTER)
                .serviceName(name)
                .taskDefinition("python-web-hello:1")
                .desiredCount(tasks)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(NETWORK));
    }

    /** Somebody stops the execution of the state machine. */
    public void stopExecution(String stateMachine, String error, String cause) {
        sfn.listExecutions(list -> list.stateMachineArn(stateMachineArn(stateMachine)))
                .executions()
                .forEach(execution -> sfn.stopExecution(stop ->
                        stop.executionArn(execution.executionArn()).error(error).cause(cause)));
    }

    /** Gives all later executions of the state machine this many seconds. */
    public void limitExecutions(String stateMachine, int seconds) throws JsonProcessingException {
        String arn = stateMachineArn(stateMachine);
        ObjectNode definition = (ObjectNode) new ObjectMapper()
                .readTree(sfn.describeStateMachine(describe -> describe.stateMachineArn(arn))
                        .definition());
        definition.put("TimeoutSeconds", seconds);
        sfn.updateStateMachine(update -> update.stateMachineArn(arn).definition(definition.toString()));
    }

    /** Creates a role with this trust policy and returns its ARN. */
    public String createRole(String name, String trust) {
        return iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
    }

    /** Gives a role a tag. */
    public void tagRole(String name, String key, String value) {
        iam.tagRole(role ->
                role.roleName(name).tags(Tag.builder().key(key).value(value).build()));
    }

    /** Gives a role an inline policy of these statements. */
    public void allow(String role, String policy, String... statements) {
        iam.putRolePolicy(request -> request.roleName(role)
                .policyName(policy)
                .policyDocument(
                        "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}"));
    }

    /** Gives a role an inline policy. */
    public void putPolicy(String role, String policy, String document) {
        iam.putRolePolicy(request -> request.roleName(role).policyName(policy).policyDocument(document));
    }

    /** An inline policy of a role. */
    public String policy(String role, String policy) {
        return decoded(iam.getRolePolicy(request -> request.roleName(role).policyName(policy))
                .policyDocument());
    }

    /** The trust policy of a role. */
    public String trustPolicy(String role) {
        return decoded(iam.getRole(request -> request.roleName(role)).role().assumeRolePolicyDocument());
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    /** The same JSON with its members in the opposite order, and with other blanks. */
    public static String inOtherWords(String json) throws JsonProcessingException {
        return turned(new ObjectMapper().readTree(json)).toPrettyString();
    }

    private static JsonNode turned(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode turned = object.objectNode();
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            Collections.reverse(names);
            names.forEach(name -> turned.set(name, turned(object.get(name))));
            return turned;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode turned = array.arrayNode();
            array.forEach(element -> turned.add(turned(element)));
            return turned;
        }
        return node;
    }

    /** A role like the one that the console of Step Functions creates from the definition: all but iam:PassRole. */
    public String createConsoleRole(String name) {
        String arn = iam.createRole(role -> role.roleName(name)
                        .path("/service-role/")
                        .assumeRolePolicyDocument(trust("states.amazonaws.com")))
                .role()
                .arn();
        allow(name, "ECSTaskManagement", """
                {"Effect": "Allow", "Action": ["ecs:RunTask"],
                 "Resource": ["arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:1"]}""", """
                {"Effect": "Allow", "Action": ["ecs:StopTask", "ecs:DescribeTasks"], "Resource": "*"}""", """
                {"Effect": "Allow", "Action": ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
                 "Resource": ["arn:aws:events:us-east-1:000000000000:rule/StepFunctionsGetEventsForECSTaskRule"]}""");
        return arn;
    }

    /** A definition that starts a task, with {@code runTask} or {@code runTask.sync}. */
    String definition(String action) {
        return """
                {"StartAt": "RunTask", "States": {"RunTask": {"Type": "Task", "Resource": "arn:aws:states:::ecs:%s", "End": true,
                  "Parameters": {"LaunchType": "FARGATE", "Cluster": "%s", "TaskDefinition": "%s",
                    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["%s"], "AssignPublicIp": "ENABLED"}}}}}}""".formatted(action, CLUSTER, "python-web-hello:1", SUBNETS.get(0));
    }

    /** A trust policy for a service, without conditions, as the console writes it. */
    public static String trust(String service) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Service": "%s"}, "Action": "sts:AssumeRole"}]}""".formatted(service);
    }

    /** Every task on the cluster, those that have ended too. */
    List<String> everyTask() {
        return Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                .flatMap(status ->
                        ecs.listTasks(list -> list.cluster(CLUSTER).desiredStatus(status)).taskArns().stream())
                .toList();
    }

    /** Every task on the cluster that is running or on its way there. */
    public List<Task> runningTasks() {
        List<Task> tasks = new ArrayList<>();
        ecs.listTasksPaginator(list -> list.cluster(CLUSTER)).stream()
                .filter(page -> page.hasTaskArns() && !page.taskArns().isEmpty())
                .forEach(page -> tasks.addAll(
                        ecs.describeTasks(describe -> describe.cluster(CLUSTER).tasks(page.taskArns()))
                                .tasks()));
        return tasks;
    }

    /** The groups of {@link #runningTasks()}, each once. */
    public SortedSet<String> runningGroups() {
        return new TreeSet<>(runningTasks().stream().map(Task::group).toList());
    }

    /** Whether this is the embedded AWS, which others need not resemble in what no promise is about. */
    public boolean embedded() {
        return account != null;
    }

    /** The calls that were made, in order. */
    public List<ApiCall> made() {
        return journal.calls();
    }

    /** The names of the calls that were made, in order. */
    public List<String> calls() {
        return journal.calls().stream().map(ApiCall::operation).toList();
    }

    /** The names of the writing calls that were made, in order. */
    public List<String> writes() {
        return journal.writes().stream().map(ApiCall::operation).toList();
    }

    /** The input of the one writing call of this name, as it was sent. */
    public JsonNode request(String operation) {
        List<ApiCall> made = journal.writes().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
        assertThat(made).as("calls of " + operation + " among " + calls()).hasSize(1);
        return made.get(0).request();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Whether a line of a build's output belongs to the story; elsewhere, not all that is asked for is there. */
    boolean tells(String line) {
        return embedded() || !line.contains("ValidateStateMachineDefinition is not supported here");
    }

    /** The journal begins again. */
    void forgetCalls() {
        journal.forgetCalls();
    }

    @Override
    public void close() {
        try (iam;
                ecs;
                sfn;
                ground) {
            if (journal instanceof Relay relay) {
                new Removal(this).of(relay.created());
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
