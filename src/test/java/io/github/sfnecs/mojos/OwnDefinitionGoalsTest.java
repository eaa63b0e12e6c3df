package io.github.sfnecs.mojos;

import static io.github.sfnecs.mojos.Goals.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.build.ListLog;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goals whose definition is a file of the user's. */
class OwnDefinitionGoalsTest {
    private static final String NIGHTLY = """
            {
              "Comment": "load, then report; whatever fails is told",
              "StartAt": "Load",
              "States": {
                "Load": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::ecs:runTask.sync",
                  "Parameters": {
                    "Cluster": "${cluster}",
                    "TaskDefinition": "load",
                    "LaunchType": "FARGATE",
                    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ${subnets}, "AssignPublicIp": "ENABLED"}}
                  },
                  "ResultPath": null,
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Failed"}],
                  "Next": "Report"
                },
                "Report": {
                  "Type": "Task",
                  "Resource": "arn:aws:states:::ecs:runTask.sync",
                  "Parameters": {
                    "Cluster": "reports",
                    "TaskDefinition": "report:1",
                    "Group": "mine",
                    "LaunchType": "FARGATE",
                    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ${subnets}, "AssignPublicIp": "ENABLED"}}
                  },
                  "End": true
                },
                "Failed": {"Type": "Fail", "Error": "PipelineFailed"}
              }
            }
            """;

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);
    private final ListLog log = new ListLog();

    private Map<String, String> substitutions =
            Map.of("cluster", cluster("test-cluster"), "subnets", "[\"subnet-1\", \"subnet-2\"]");

    private String markTasks = "true";

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void isDeployedWithTheRoleThatItNeedsAndRuns() throws IOException {
        account();

        assertThat(run(new EnsureRoleMojo()) + run(new DeployStateMachineMojo()))
                .isEmpty();
        assertThat(run(withProject(new ExecuteMojo()))).isEmpty();

        JsonNode policy = Json.parse(scene.policy("sfn-ecs-nightly-us-east-1", "sfn-ecs"));
        assertThat(policy.findValuesAsText("ecs:cluster")).contains(cluster("test-cluster"), cluster("reports"));
        JsonNode deployed = Json.parse(
                scene.request("CreateStateMachine").path("definition").asText());
        assertThat(deployed.at("/States/Report/Parameters/Group").asText()).isEqualTo("mine");
        assertThat(deployed.at("/States/Load/Parameters/Group.$").asText())
                .startsWith("States.Format('sfn-ecs:{}:{}',");
        assertThat(deployed.at("/States/Load/Parameters/NetworkConfiguration/AwsvpcConfiguration/Subnets"))
                .hasSize(2);
        assertThat(scene.runningGroups()).isEmpty();
    }

    @Test
    void changesNothingWhereTheFileIsOnlyWrittenOtherwise() throws IOException {
        account();
        run(new EnsureRoleMojo());
        run(new DeployStateMachineMojo());
        scene.account.forgetCalls();
        write(Json.compact(Json.parse(NIGHTLY.replace("${subnets}", "\"${subnets}\"")))
                .replace("\"${subnets}\"", "${subnets}"));

        assertThat(run(new EnsureRoleMojo()) + run(new DeployStateMachineMojo()))
                .isEmpty();

        assertThat(scene.writes()).isEmpty();
        assertThat(scene.calls()).containsOnlyOnce("DescribeStateMachine");
    }

    @Test
    void tellsEachStateWhosePermissionsItDoesNotKnow() throws IOException {
        account();
        write(NIGHTLY.replace("\"TaskDefinition\": \"load\"", "\"TaskDefinition.$\": \"$.revision\"")
                .replace("\"Group\": \"mine\"", "\"Group.$\": \"$.group\"")
                .replace("{\"Type\": \"Fail\", \"Error\": \"PipelineFailed\"}", """
                        {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rekognition:detectLabels", "End": true}"""));

        scene.account.forgetCalls();

        String message = run(new EnsureRoleMojo());

        assertThat(message)
                .contains(
                        "nightly.asl.json:5, state Load",
                        "TaskDefinition comes from $.revision, which is known only when the state runs.",
                        "dynamicTaskDefinitions",
                        "nightly.asl.json:30, state Failed",
                        "rekognition:DetectLabels");
        assertThat(scene.writes()).isEmpty();
    }

    @Test
    void namesASubstitutionThatMavenCouldNotFillIn() throws IOException {
        account();
        substitutions = new HashMap<>(substitutions);
        substitutions.put("cluster", "${jobs.cluster}");
        substitutions.put("stage", null);

        assertThat(run(new EnsureRoleMojo()))
                .contains("definitionSubstitutions.cluster '${jobs.cluster}': a Maven property in it is not defined");
        assertThat(log.lines().toString()).contains("The substitution stage is not used");
        assertThat(scene.calls()).doesNotContain("GetRole");
    }

    @Test
    void namesTheParameterOfAFileThatCanNotBeRead() throws IOException {
        account();
        Files.write(folder.resolve("permissions.json"), new byte[] {(byte) 0xff, 0x7b});
        EnsureRoleMojo role = new EnsureRoleMojo();
        set(role, "additionalPermissions", folder.resolve("permissions.json").toFile());
        Files.delete(folder.resolve("nightly.asl.json"));

        assertThat(run(role)).contains("There is no such file.", "nightly.asl.json (definitionFile)");
        write(NIGHTLY);
        assertThat(run(role)).contains("permissions.json': it is not a file that can be read");
    }

    @Test
    void runsWhatTheUserListsAndAddsWhatTheUserWrites() throws IOException {
        account();
        write(NIGHTLY.replace("\"TaskDefinition\": \"load\"", "\"TaskDefinition.$\": \"$.revision\"")
                .replace("{\"Type\": \"Fail\", \"Error\": \"PipelineFailed\"}", """
                        {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rekognition:detectLabels", "End": true}"""));
        Files.writeString(folder.resolve("permissions.json"), """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "RunTask", "Effect": "Allow", "Action": "rekognition:DetectLabels", "Resource": "*"}]}""");
        EnsureRoleMojo role = new EnsureRoleMojo();
        set(role, "additionalPermissions", folder.resolve("permissions.json").toFile());
        set(role, "dynamicTaskDefinitions", List.of("load"));

        assertThat(run(role)).isEmpty();

        assertThat(policy()).contains("task-definition/load:*", "task-definition/report:1");
        assertThat(additional()).contains("rekognition:DetectLabels");
        assertThat(log.lines().toString()).contains("permissions.json:2", "*");
        scene.account.forgetCalls();
        assertThat(run(role)).isEmpty();
        assertThat(scene.writes()).isEmpty();

        Files.writeString(folder.resolve("permissions.json"), """
                {"Statement": {"Effect": "Allow", "Action": "rekognition:*", "Resource": "*"}}""");
        assertThat(run(role)).isEmpty();
        assertThat(scene.writes()).containsExactly("PutRolePolicy");
        assertThat(additional()).contains("rekognition:*");

        write(NIGHTLY);
        scene.account.forgetCalls();
        assertThat(run(new EnsureRoleMojo())).isEmpty();
        assertThat(scene.writes()).containsExactly("DeleteRolePolicy");
        assertThat(log.lines())
                .contains("Role sfn-ecs-nightly-us-east-1: the inline policy sfn-ecs-additional will be removed:");
    }

    @Test
    void saysWhoseTasksCleanupDoesNotFind() throws IOException {
        account();
        run(new EnsureRoleMojo());

        run(new DeployStateMachineMojo());
        markTasks = "false";
        run(new DeployStateMachineMojo());

        assertThat(log.lines())
                .anyMatch(line -> line.contains("do not find the tasks of Report, whose Group is another"))
                .anyMatch(line -> line.contains("do not find the tasks of Load, Report, whose Group is another"));
    }

    @Test
    void looksAtEachClusterOfTheFile() throws IOException {
        account();
        scene.runTasks(1, "sfn-ecs:nightly:run", null);
        CheckMojo policies = new CheckMojo();
        set(policies, "printCallerPolicy", "true");

        assertThat(run(new StatusMojo()) + run(new CleanupTasksMojo()) + run(policies))
                .isEmpty();

        String clusters = cluster("test-cluster") + ", " + cluster("reports");
        assertThat(log.lines().toString())
                .contains("1 running task on " + clusters)
                .contains("1 running task of the state machine nightly on " + clusters)
                .contains("arn:aws:ecs:us-east-1:000000000000:task/reports/*");
        assertThat(scene.runningTasks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ecs:us-east-1:000000000000:cluster/, Cluster 'arn:aws:ecs:us-east-1:000000000000:cluster/' is not",
        "arn: :ecs:us-east-1:000000000000:cluster/jobs, Cluster 'arn: :ecs:us-east-1:000000000000:cluster/jobs' is not",
        "arn:aws:ecs:us-east-1:1:cluster/jobs, Cluster 'arn:aws:ecs:us-east-1:1:cluster/jobs' is not",
        "arn:aws:ecs:eu-central-1:000000000000:cluster/jobs, 'clusterArn is not set: it is required, for '",
    })
    void saysWhatIsWrongWithAClusterWhereOnlyTheFileTellsWhereAllIs(String cluster, String wrong) throws IOException {
        account();
        write(NIGHTLY.replace("\"reports\"", "\"" + cluster("reports") + "\""));
        substitutions = new HashMap<>(substitutions);
        substitutions.put("cluster", cluster);

        assertThat(run(new EnsureRoleMojo())).contains(wrong);
    }

    @Test
    void checksTheRoleForWhatTheUserLists() throws IOException {
        account();
        write(NIGHTLY.replace("\"TaskDefinition\": \"load\"", "\"TaskDefinition.$\": \"$.revision\""));
        CheckMojo check = new CheckMojo();
        set(check, "dynamicTaskDefinitions", List.of("load"));

        assertThat(run(check)).contains("findings failed.");

        // which follows from the role and the definition, and they from what is listed
        assertThat(log.lines().toString()).contains("definition: Step Functions takes the definition.");
    }

    @ParameterizedTest
    @CsvSource({
        ".sync:2, 'nightly.asl.json:3, state Again (definitionFile)', ''",
        "'', '', ', so that there is no last one.'",
    })
    void tellsOfAStateMachineThatStartsItselfForEver(String form, String wrong, String warned) throws IOException {
        account();
        write("""
                {"StartAt": "Again",
                 "States": {
                   "Again": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution%s", "End": true,
                     "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:000000000000:stateMachine:nightly"}}}}
                """.formatted(form));
        substitutions = Map.of();
        scene.account.forgetCalls();

        assertThat(run(new EnsureRoleMojo())).contains(wrong);

        assertThat(log.lines().toString()).contains(warned);
        assertThat(scene.writes().isEmpty()).isEqualTo(!wrong.isEmpty());
    }

    @Test
    void keepsWhatRunningExecutionsNeedUntilNoneRuns() throws IOException {
        account();
        scene.account.script("load", TaskScript.runsForever());
        run(new EnsureRoleMojo());
        run(new DeployStateMachineMojo());
        String execution = scene.sfn
                .startExecution(start -> start.stateMachineArn(scene.stateMachineArn("nightly")))
                .executionArn();
        write(NIGHTLY.replace("\"TaskDefinition\": \"load\"", "\"TaskDefinition\": \"report\""));

        scene.account.forgetCalls();
        assertThat(run(new EnsureRoleMojo()) + run(new DeployStateMachineMojo()))
                .isEmpty();
        assertThat(policy()).contains("task-definition/load:*", "task-definition/report:*");
        assertThat(String.join("\n", log.lines()))
                .contains(
                        "so the role keeps it:\n  ecs:RunTask on arn:aws:ecs:us-east-1:000000000000:task-definition/load:*")
                .contains("\nfor " + execution + "\n");

        scene.account.forgetCalls();
        run(new EnsureRoleMojo());
        assertThat(scene.writes()).isEmpty();

        scene.sfn.stopExecution(stop -> stop.executionArn(execution));
        run(new EnsureRoleMojo());
        assertThat(policy()).doesNotContain("task-definition/load").contains("task-definition/report:*");
        scene.account.forgetCalls();
        run(new EnsureRoleMojo());
        assertThat(scene.writes()).isEmpty();
        assertThat(scene.calls()).doesNotContain("ListExecutions");
    }

    @Test
    void saysThatItCanNotSeeWhatRuns() throws IOException {
        account();
        run(new EnsureRoleMojo());
        write(NIGHTLY.replace("\"TaskDefinition\": \"load\"", "\"TaskDefinition\": \"report\""));
        scene.account.faults().always("ListExecutions", new Fault.Denied("As planned by the test."));

        assertThat(run(new EnsureRoleMojo())).isEmpty();

        assertThat(policy()).doesNotContain("task-definition/load");
        assertThat(log.lines())
                .anyMatch(line -> line.contains("Not checked: whether executions that still run need what"));
    }

    @Test
    void keepsAllWhereARunningDefinitionDoesNotSayWhatItNeeds() throws IOException {
        account();
        write(NIGHTLY.replace("\"TaskDefinition\": \"load\"", "\"TaskDefinition.$\": \"$.revision\""));
        EnsureRoleMojo role = new EnsureRoleMojo();
        DeployStateMachineMojo deploy = new DeployStateMachineMojo();
        set(role, "dynamicTaskDefinitions", List.of("load"));
        set(deploy, "dynamicTaskDefinitions", List.of("load"));
        assertThat(run(role) + run(deploy)).isEmpty();
        scene.account.script("load", TaskScript.runsForever());
        scene.sfn.startExecution(
                start -> start.stateMachineArn(scene.stateMachineArn("nightly")).input("{\"revision\": \"load\"}"));
        write(NIGHTLY.replace("\"TaskDefinition\": \"load\"", "\"TaskDefinition\": \"report\""));

        assertThat(run(new EnsureRoleMojo())).isEmpty();

        assertThat(policy()).contains("task-definition/load:*", "task-definition/report:*");
    }

    private String policy() {
        return scene.policy("sfn-ecs-nightly-us-east-1", "sfn-ecs");
    }

    @Test
    void looksForWhatTheUserAddsInEachGoal() throws IOException {
        account();
        Files.writeString(folder.resolve("permissions.json"), """
                {"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/b"}}""");
        run(new EnsureRoleMojo());
        DeployStateMachineMojo deploy = new DeployStateMachineMojo();
        EnsureRoleMojo role = new EnsureRoleMojo();
        CheckMojo check = new CheckMojo();
        for (AbstractStateMachineMojo goal : List.of(deploy, role, check)) {
            set(
                    goal,
                    "additionalPermissions",
                    folder.resolve("permissions.json").toFile());
        }
        String lacks = "does not fit this definition. It lacks:\n  s3:GetObject on arn:aws:s3:::a/b";
        String drifted = "The role sfn-ecs-nightly-us-east-1 is not as the POM describes it.";

        run(deploy);
        run(check);
        assertThat(String.join("\n", log.lines())).contains(lacks, drifted, "sfn-ecs-additional will be added:");

        run(role);
        int before = log.lines().size();
        run(deploy);
        run(check);
        assertThat(String.join("\n", log.lines().subList(before, log.lines().size())))
                .contains("The role sfn-ecs-nightly-us-east-1 is as the POM describes it.")
                .doesNotContain(lacks, drifted);
    }

    private String additional() {
        return scene.policy("sfn-ecs-nightly-us-east-1", "sfn-ecs-additional");
    }

    private void account() throws IOException {
        scene.ecs.createCluster(cluster -> cluster.clusterName("reports"));
        scene.register("load", null, "app");
        scene.register("report", null, "app");
        scene.account.script("load", TaskScript.exits(0));
        scene.account.script("report", TaskScript.exits(0));
        write(NIGHTLY);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("nightly.asl.json"), text);
    }

    private static String cluster(String name) {
        return "arn:aws:ecs:us-east-1:000000000000:cluster/" + name;
    }

    private <T extends AbstractExecutionMojo> T withProject(T goal) {
        set(goal, "project", new MavenProject());
        set(goal, "wait", "true");
        set(goal, "timeout", "PT30S");
        return goal;
    }

    private String run(AbstractStateMachineMojo goal) {
        set(goal, "stateMachineName", "nightly");
        set(goal, "definitionFile", folder.resolve("nightly.asl.json").toFile());
        set(goal, "definitionSubstitutions", substitutions);
        if (goal instanceof AbstractDefinitionMojo) {
            set(goal, "markTasks", markTasks);
        }
        return Goals.message(Goals.ready(goal, scene, folder, log));
    }
}
