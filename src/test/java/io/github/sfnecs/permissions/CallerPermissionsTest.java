package io.github.sfnecs.permissions;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.mojos.AbstractSfnEcsMojo;
import io.github.sfnecs.mojos.AsksEachGoal;
import io.github.sfnecs.mojos.CheckMojo;
import io.github.sfnecs.mojos.CleanupTasksMojo;
import io.github.sfnecs.mojos.DeployStateMachineMojo;
import io.github.sfnecs.mojos.EnsureRoleMojo;
import io.github.sfnecs.mojos.EveryGoal;
import io.github.sfnecs.mojos.ExecuteMojo;
import io.github.sfnecs.mojos.ExplainMojo;
import io.github.sfnecs.mojos.ExportMojo;
import io.github.sfnecs.mojos.FollowMojo;
import io.github.sfnecs.mojos.Goals;
import io.github.sfnecs.mojos.RedriveMojo;
import io.github.sfnecs.mojos.StatusMojo;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** The manual's table of what the caller of a goal needs says what the goal calls: no less, and nothing that it never calls. */
@MojoTest
@Basedir("src/test/resources/harness/story")
class CallerPermissionsTest {
    private static final Pattern ACTION = Pattern.compile(
            "[`\"]((?:ec2|ecr|ecs|iam|logs(?=:Describe)|states):(?!PassedToService|PermissionsBoundary|cluster)[A-Za-z]+)[`\"]");
    /** None of these goals has a distributed Map here; that these are called is seen in LiveMapRunsTest and ChildExecutionTest. */
    private static final List<String> OF_MAP_RUNS = List.of("states:DescribeMapRun", "states:ListExecutions");

    private static final String UPDATE_MAP_RUN = "states:UpdateMapRun";

    private static final String ROLE = "sfn-ecs-story-us-east-1";

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final NavigableSet<String> needed = new TreeSet<>();

    @TempDir
    Path output;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void ofEnsureRole(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy)
            throws Exception {
        set(role, "permissionsBoundaryArn", createPolicy("boundary"));
        run(role);
        damageTheRole();
        run(role);
        scene.iam.untagRole(untag -> untag.roleName(ROLE).tagKeys("sfn-ecs:state-machine"));
        set(role, "adoptRole", "true");
        run(role);
        scene.iam.deleteRolePermissionsBoundary(delete -> delete.roleName(ROLE));
        set(role, "permissionsBoundaryArn", null);
        runEarlier(role, deploy);
        set(role, "integrationPattern", "REQUEST_RESPONSE");
        run(role);

        assertInManual("ensure-role");
    }

    /** An execution that keeps its definition, whatever becomes of the state machine. */
    private void runEarlier(EnsureRoleMojo role, DeployStateMachineMojo deploy) throws Exception {
        deploy(role, deploy);
        scene.account.script("python-web-hello", TaskScript.runsForever());
        scene.sfn.startExecution(start -> start.stateMachineArn(scene.stateMachineArn("story")));
    }

    private void damageTheRole() {
        scene.iam.updateAssumeRolePolicy(
                update -> update.roleName(ROLE).policyDocument(Scene.trust("states.amazonaws.com")));
        scene.iam.deleteRolePermissionsBoundary(delete -> delete.roleName(ROLE));
        scene.allow(
                ROLE,
                "sfn-ecs-additional",
                "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}");
        attachAPolicy();
    }

    private void attachAPolicy() {
        String arn = createPolicy("more");
        scene.iam.attachRolePolicy(attach -> attach.roleName(ROLE).policyArn(arn));
    }

    private String createPolicy(String name) {
        return scene.iam
                .createPolicy(policy -> policy.policyName(name)
                        .policyDocument("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                + " \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}"))
                .policy()
                .arn();
    }

    @Test
    void ofDeployStateMachine(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy)
            throws Exception {
        ready(role).execute();
        run(deploy);
        set(deploy, "assignPublicIp", "true");
        set(deploy, "resourceTags", Map.of("team", "payments"));
        run(deploy);

        assertInManual("deploy-statemachine");
    }

    @Test
    void ofExecute(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "execute") ExecuteMojo execute)
            throws Exception {
        ready(role).execute();
        ready(deploy).execute();
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        fail(execute, "SUCCEEDED, but its ECS task failed.");
        for (AbstractSfnEcsMojo goal : List.of(role, deploy)) {
            set(goal, "integrationPattern", "RUN_JOB");
            goal.execute();
        }
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        set(execute, "timeout", "PT0.1S");
        fail(execute, "took too long and was stopped.");
        scene.iam.deleteRolePolicy(delete -> delete.roleName(ROLE).policyName("sfn-ecs"));
        scene.allow(ROLE, "theirs", "{\"Effect\": \"Allow\", \"Action\": \"ecs:RunTask\", \"Resource\": \"*\"}");
        attachAPolicy();
        set(execute, "timeout", "PT1M");
        fail(execute, "(iam:PassRole)");

        needed.addAll(OF_MAP_RUNS);
        needed.add(UPDATE_MAP_RUN);
        assertInManual("execute");
    }

    @Test
    void ofCleanupTasks(@InjectMojo(goal = "cleanup-tasks") CleanupTasksMojo cleanup) throws Exception {
        scene.runTasks(1, "sfn-ecs:story:run", null);
        run(cleanup);

        assertInManual("cleanup-tasks");
    }

    @Test
    void ofCheck(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "check") CheckMojo check)
            throws Exception {
        scene.account.vpcs(FakeVpc.of("vpc-1")
                .subnet("subnet-0abc000ab00ab0", "us-east-1a")
                .subnet("subnet-default-us-east-1-c", "us-east-1c")
                .group("sg-1")
                .routes("rtb-1", "nat-1"));
        set(check, "securityGroups", List.of("sg-1"));
        set(check, "permissionsBoundaryArn", createPolicy("boundary"));
        Object taskDefinition = Goals.get(check, "taskDefinitionArn");
        set(check, "taskDefinitionArn", registerPrinting());
        fail(check, "findings failed.");
        set(check, "taskDefinitionArn", taskDefinition);
        set(check, "permissionsBoundaryArn", null);
        runEarlier(role, deploy);
        set(check, "integrationPattern", "REQUEST_RESPONSE");
        attachAPolicy();
        scene.iam.untagRole(untag -> untag.roleName(ROLE).tagKeys("sfn-ecs:state-machine"));
        set(check, "adoptRole", "true");
        run(check);
        needed.remove("sts:GetCallerIdentity");

        assertInManual("check");
    }

    /** With an image of ECR, and a log group. */
    private String registerPrinting() {
        return scene.ecs
                .registerTaskDefinition(task -> task.family("printing")
                        .networkMode(NetworkMode.AWSVPC)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(scene.roleArn("ecsTaskExecutionRole"))
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("web")
                                .image("000000000000.dkr.ecr.us-east-1.amazonaws.com/web:1")
                                .logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS)
                                        .options(Map.of("awslogs-group", "/web", "awslogs-region", "us-east-1")))
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    @Test
    void ofExplain(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "execute") ExecuteMojo execute,
            @InjectMojo(goal = "explain") ExplainMojo explain)
            throws Exception {
        deploy(role, deploy);
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        execution(execute, explain, "failed");
        attachAPolicy();
        scene.allow(ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"ecs:RunTask\", \"Resource\": \"*\"}");
        execution(execute, explain, "denied");

        needed.addAll(OF_MAP_RUNS);
        assertInManual("explain");
    }

    private void deploy(AbstractSfnEcsMojo... goals) throws Exception {
        for (AbstractSfnEcsMojo goal : goals) {
            set(goal, "integrationPattern", "RUN_JOB");
            ready(goal).execute();
        }
    }

    private void execution(ExecuteMojo execute, ExplainMojo explain, String name) throws Exception {
        set(execute, "executionName", name);
        assertThatThrownBy(() -> ready(execute).execute()).isInstanceOf(MojoFailureException.class);
        set(explain, "executionArn", "arn:aws:states:us-east-1:000000000000:execution:story:" + name);
        run(explain);
    }

    @Test
    void ofFollow(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "execute") ExecuteMojo execute,
            @InjectMojo(goal = "follow") FollowMojo follow)
            throws Exception {
        deploy(role, deploy);
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        set(execute, "wait", "false");
        ready(execute).execute();
        fail(follow, " FAILED.");
        attachAPolicy();
        scene.allow(ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"ecs:RunTask\", \"Resource\": \"*\"}");
        ready(execute).execute();
        fail(follow, "(iam:PassRole)");

        needed.addAll(OF_MAP_RUNS);
        assertInManual("follow");
    }

    @Test
    void ofRedrive(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "execute") ExecuteMojo execute,
            @InjectMojo(goal = "redrive") RedriveMojo redrive)
            throws Exception {
        deploy(role, deploy);
        set(execute, "wait", "false");
        set(redrive, "wait", "true");
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        ready(execute).execute();
        fail(redrive, " FAILED.");
        scene.account.script("python-web-hello", TaskScript.runsForever().atOnce());
        set(redrive, "timeout", "PT1S");
        fail(redrive, "PT1S");
        attachAPolicy();
        scene.allow(ROLE, "sfn-ecs", "{\"Effect\": \"Allow\", \"Action\": \"ecs:RunTask\", \"Resource\": \"*\"}");
        fail(redrive, "(iam:PassRole)");

        needed.addAll(OF_MAP_RUNS);
        needed.add(UPDATE_MAP_RUN);
        needed.add("ecs:ListTasks");
        assertInManual("redrive");
    }

    @Test
    void ofStatus(
            @InjectMojo(goal = "ensure-role") EnsureRoleMojo role,
            @InjectMojo(goal = "deploy-statemachine") DeployStateMachineMojo deploy,
            @InjectMojo(goal = "status") StatusMojo status)
            throws Exception {
        for (AbstractSfnEcsMojo goal : List.of(role, deploy)) {
            set(goal, "integrationPattern", "WAIT_FOR_TASK_TOKEN");
            set(goal, "stateTimeout", "PT1H");
            ready(goal).execute();
        }
        scene.account.script("python-web-hello", TaskScript.exits(1).atOnce());
        scene.sfn.startExecution(start -> start.stateMachineArn(scene.stateMachineArn("story")));
        scene.runTasks(1, "sfn-ecs:story:run", null);
        run(status);

        assertInManual("status");
    }

    @Test
    void ofExport(@InjectMojo(goal = "export") ExportMojo export) throws Exception {
        set(export, "exportFile", output.resolve("story.asl.json").toFile());
        run(export);

        assertInManual("export");
    }

    @Test
    @AsksEachGoal
    void ofEveryGoal() {
        List<String> tests = Stream.of(CallerPermissionsTest.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        EveryGoal.assertAll(
                EveryGoal.callingAws(),
                goal -> tests.stream().anyMatch(("of" + goal.replace("-", ""))::equalsIgnoreCase),
                "a test that runs it and compares its calls with the manual, as ofCleanupTasks does, in"
                        + " src/test/java/io/github/sfnecs/permissions/CallerPermissionsTest.java");
    }

    /** What is printed to be pasted is what the manual says. */
    @Test
    @AsksEachGoal
    void printsTheSame(@InjectMojo(goal = "check") CheckMojo check) throws Exception {
        set(check, "printCallerPolicy", "true");
        set(check, "permissionsBoundaryArn", "arn:aws:iam::000000000000:policy/boundary");
        set(check, "adoptRole", "true");
        ListLog log = new ListLog();
        Goals.ready(check, scene, output, log).execute();
        String[] printed = String.join("\n", log.lines()).split("The caller of ", -1);

        assertThat(printed).hasSizeGreaterThan(1);
        for (int i = 1; i < printed.length; i++) {
            needed.clear();
            ACTION.matcher(printed[i]).results().map(action -> action.group(1)).forEach(needed::add);
            assertInManual(printed[i].substring(0, printed[i].indexOf(' ')));
        }
    }

    private void run(AbstractSfnEcsMojo goal) throws Exception {
        scene.account.forgetCalls();
        ready(goal).execute();
        scene.account.calls().stream().flatMap(CallerPermissionsTest::actions).forEach(needed::add);
    }

    private void fail(AbstractSfnEcsMojo goal, String message) {
        assertThatThrownBy(() -> run(goal))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(message);
        scene.account.calls().stream().flatMap(CallerPermissionsTest::actions).forEach(needed::add);
    }

    /**
     * What a caller needs for a call. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html and
     * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html name the
     * dependent actions.
     */
    private static Stream<String> actions(ApiCall call) {
        Stream<String> dependent =
                switch (call.operation()) {
                    case "CreateRole" -> Stream.of("iam:TagRole", "iam:PutRolePermissionsBoundary");
                    case "CreateStateMachine" -> Stream.of("iam:PassRole", "states:TagResource");
                    case "UpdateStateMachine" -> Stream.of("iam:PassRole");
                    default -> Stream.of();
                };
        return Stream.concat(Stream.of(call.service() + ":" + call.operation()), dependent);
    }

    private void assertInManual(String goal) throws IOException {
        String row = Files.readString(Path.of("src/site/markdown/permissions.md"))
                .lines()
                .filter(line -> line.startsWith("| `" + goal + "` |"))
                .findFirst()
                .orElse("");
        assertThat(ACTION.matcher(row).results().map(action -> action.group(1)))
                .as("actions in the row `" + goal + "` of src/site/markdown/permissions.md; needed are others")
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    private <T extends AbstractSfnEcsMojo> T ready(T goal) {
        return Goals.ready(goal, scene, output, new ListLog());
    }
}
