package io.github.sfnecs.mojos;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.config.ContainerOverrideBean;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.SimulationForm;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Junit;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check} says, and what it does not do. */
class CheckTest {
    private static final List<Fault> HIDING = List.of(
            new Fault.Denied("You are not authorized to perform this, as planned by the test."),
            new Fault.Unsupported());

    private final Scene scene = new Scene();
    private final Lab.Credentials credentials = Lab.Credentials.of(Scene.ACCOUNT);

    @TempDir
    Path output;

    @BeforeEach
    void lookAtTheVpc() {
        scene.account.vpcs(Hello.VPC);
    }

    @AfterEach
    void close() {
        scene.close();
        credentials.close();
    }

    @Test
    void saysThatTheFirstDeploymentWouldSucceed() {
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).isEmpty();
        assertGolden("check/before-the-first-deployment.txt", said(hello));
    }

    @Test
    void saysThatAllIsWell() throws IOException {
        hello().deploy();
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).isEmpty();
        assertGolden("check/all-is-well.txt", said(hello));
        assertGolden("check/all-is-well.json", Files.readString(output.resolve("check.json")));
        assertGolden("check/all-is-well.xml", Files.readString(output.resolve("check.xml")));
    }

    @Test
    void saysWhatWouldFailAndHowToMendIt() throws IOException {
        hello().deploy();
        scene.allow(
                Hello.ROLE,
                "sfn-ecs",
                "{\"Effect\": \"Allow\", \"Action\": \"ecs:RunTask\", \"Resource\": \"*\"},"
                        + "{\"Effect\": \"Deny\", \"Action\": \"events:*\", \"Resource\": \"*\"}");
        scene.ecs.deregisterTaskDefinition(deregister -> deregister.taskDefinition("python-web-hello:1"));
        Hello hello = hello();

        assertGolden("check/failed.message.txt", hello.outcome(new CheckMojo()));
        assertGolden("check/failed.txt", said(hello));
        assertGolden("check/failed.json", Files.readString(output.resolve("check.json")));
        String xml = Files.readString(output.resolve("check.xml"));
        assertGolden("check/failed.xml", xml);
        assertThat(Junit.read(xml).names("failure")).hasSize(7);
    }

    @Test
    void readsOnlyAndNothingTwice() {
        hello().deploy();
        scene.account.forgetCalls();

        assertThat(hello().outcome(new CheckMojo())).isEmpty();
        assertThat(scene.account.writes()).isEmpty();
        assertThat(scene.account.calls().stream()
                        .map(call -> call.operation() + " " + call.request())
                        .toList())
                .doesNotHaveDuplicates()
                .hasSizeLessThan(31);
    }

    /** What helps after an OutOfMemory on Fargate: more memory for the container, and for the task that has to have it. */
    @Test
    void measuresTheContainersAgainstTheSizeThatTheWholeTaskGets() {
        hello().deploy();
        Hello hello = hello();
        CheckMojo check = new CheckMojo();
        Goals.set(check, "containerOverrides", List.of(web("4096")));

        assertThat(hello.outcome(check)).contains("and its container web gets 4096 MiB.");
        Goals.set(check, "memory", "4096");
        assertThat(hello.outcome(check)).contains("Fargate has no tasks of 256 CPU units and 4096 MiB");
        Goals.set(check, "cpu", "512");
        hello.outcome(check);
        assertThat(said(hello)).contains("Fargate has tasks of 512 CPU units and 4096 MiB.");
    }

    /** As execute would start it, with what some editors begin each file with; what is wrong with the file execute says. */
    @ParameterizedTest
    @CsvSource({"input.json, true", "gone.json, false", ".., false", "'a\u0000b', false"})
    void knowsTheInputByItsFile(String name, boolean known) throws IOException {
        hello().deploy();
        Files.writeString(output.resolve("input.json"), "\uFEFF{\"limit\": 7}");
        XmlPlexusConfiguration environment = new XmlPlexusConfiguration("environment");
        environment.addChild("LIMIT", "$.limit");
        ContainerOverrideBean web = new ContainerOverrideBean();
        Goals.set(web, "name", "web");
        Goals.set(web, "environment", environment);
        CheckMojo check = new CheckMojo();
        Goals.set(check, "containerOverrides", List.of(web));
        Goals.with(check, "sfn-ecs.inputFile", output + "/" + name);
        Hello hello = hello();

        assertThat(hello.outcome(check)).isEmpty();
        assertThat(said(hello).contains("The variable LIMIT of web gets $.limit, which is a number."))
                .isEqualTo(known);
    }

    private static ContainerOverrideBean web(String memory) {
        XmlPlexusConfiguration amount = new XmlPlexusConfiguration("memory");
        amount.setValue(memory);
        ContainerOverrideBean web = new ContainerOverrideBean();
        Goals.set(web, "name", "web");
        Goals.set(web, "memory", amount);
        return web;
    }

    /** IAM simulates roles, not their sessions, and by an ARN with its path, which a session's has not. */
    @Test
    void judgesTheRoleInWhichTheCallerWorks() {
        scene.iam.createRole(role -> role.roleName("ci")
                .path("/teams/payments/")
                .assumeRolePolicyDocument(Scene.trust("ecs-tasks.amazonaws.com")));
        scene.allow("ci", "most", "{\"Effect\": \"Allow\", \"Action\": [\"ecs:*\", \"iam:*\"], \"Resource\": \"*\"}");
        scene.account.callerRole("arn:aws:iam::000000000000:role/teams/payments/ci");
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo()))
                .contains("caller: execute: the role ci may not states:StartExecution on"
                        + " arn:aws:states:us-east-1:000000000000:stateMachine:hello.");
        assertThat(said(hello))
                .contains(
                        "passed       caller: The role ci may do all that cleanup-tasks needs.",
                        "warning      caller: execute: the role ci may not states:GetExecutionHistory on",
                        // who never redrives need not be allowed to
                        "warning      caller: redrive: the role ci may not states:RedriveExecution on",
                        "\"Action\": \"states:StartExecution\"");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::000000000000:root, warning, the account's root user",
        "arn:aws:sts::000000000000:federated-user/anna, not checked, IAM simulates users and roles only"
    })
    void judgesNobodyElse(String arn, String result, String says) {
        scene.account.answers("GetCallerIdentity", answer -> answer.put("Arn", arn));
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).isEmpty();
        assertThat(said(hello)).containsPattern(result + " +caller: ").contains(says);
    }

    @Test
    void asksForWhatARoleOfSomebodyElseLacks() {
        scene.createConsoleRole("theirs");
        CheckMojo check = new CheckMojo();
        Goals.set(
                check,
                "roleArn",
                scene.iam.getRole(role -> role.roleName("theirs")).role().arn());
        Hello hello = hello();

        assertThat(hello.outcome(check))
                .contains("theirs may not iam:PassRole on arn:aws:iam::000000000000:role/ecsTaskExecutionRole");
        assertThat(said(hello))
                .contains("fix:   Ask the owner of arn:aws:iam::000000000000:role/", "\"Action\": \"iam:PassRole\"")
                .doesNotContain("drift: The role");
    }

    @Test
    void knowsWhatABoundaryLeavesOfTheRoleThatIsToBeCreated() {
        String boundary = scene.iam
                .createPolicy(policy -> policy.policyName("boundary")
                        .policyDocument("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                + " \"Action\": [\"ecs:*\", \"events:*\"], \"Resource\": \"*\"}]}"))
                .policy()
                .arn();
        CheckMojo check = new CheckMojo();
        Goals.set(check, "permissionsBoundaryArn", boundary);
        Hello hello = hello();

        assertThat(hello.outcome(check)).startsWith("1 of ").contains("may not iam:PassRole");
        assertThat(said(hello)).contains("its permissions boundary does not allow it.");
    }

    /** IAM used to answer with a result for each resource. */
    @Test
    void understandsIamsFormerAnswers() {
        hello().deploy();
        scene.account.simulationForm(SimulationForm.PER_RESOURCE);
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).isEmpty();
        scene.iam.deleteRolePolicy(policy -> policy.roleName(Hello.ROLE).policyName("sfn-ecs"));
        assertThat(hello.outcome(new CheckMojo())).contains("may not iam:PassRole");
    }

    /** Whatever may not be looked at is a line, and never a failure. */
    @TestFactory
    Stream<DynamicTest> goesOnWhereItMayNotLook() {
        hello().deploy();
        scene.account.forgetCalls();
        hello().run(new CheckMojo());
        List<String> operations = scene.account.calls().stream()
                .map(ApiCall::operation)
                .distinct()
                .toList();
        return HIDING.stream()
                .flatMap(fault -> operations.stream()
                        .map(operation -> dynamicTest(operation + " " + fault, () -> goesOn(operation, fault))));
    }

    private void goesOn(String operation, Fault fault) {
        scene.account.faults().clear();
        scene.account.faults().always(operation, fault);
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).isEmpty();
        assertThat(hello.log().lines())
                .anyMatch(line -> line.startsWith("not checked") && !line.contains("service control"));
    }

    @Test
    @AsksEachGoal
    void printsWhatTheCallersNeedAndReadsOnlyTheTaskDefinition() {
        Hello hello = hello();
        CheckMojo check = new CheckMojo();
        Goals.set(check, "printCallerPolicy", "true");
        scene.account.forgetCalls();

        assertThat(hello.outcome(check)).isEmpty();
        assertThat(scene.calls()).containsExactly("DescribeTaskDefinition");
        assertGolden("check/caller-policy.txt", said(hello));
    }

    @Test
    void printsThemWithAnOpenPlaceWhereAwsDoesNotAnswer() {
        scene.account.faults().always("DescribeTaskDefinition", HIDING.get(0));
        Hello hello = hello();
        CheckMojo check = new CheckMojo();
        Goals.set(check, "printCallerPolicy", "true");

        assertThat(hello.outcome(check)).isEmpty();
        assertThat(said(hello))
                .contains("write the awslogs-group of the task definition for YOUR-LOG-GROUP")
                .contains(":log-group:YOUR-LOG-GROUP:log-stream:*\"");
    }

    /** As LocalStack 4.14 answers: explicitDeny for whatever it does not find literally, and never a statement. */
    @Test
    void believesNoDenialWithoutAStatement() {
        hello().deploy();
        for (String simulation : List.of("SimulatePrincipalPolicy", "SimulateCustomPolicy")) {
            scene.account.answers(simulation, answer -> denied(answer, false));
        }
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).isEmpty();
        assertThat(said(hello))
                .contains(
                        "not checked  state machine's role: What sfn-ecs-hello-us-east-1 may do: this endpoint only pretends")
                .contains(
                        "not checked  caller: What the user developer may do: this endpoint only pretends to simulate.")
                .contains("It answers explicitDeny and names no statement that denies")
                .doesNotContain("FAILED");
    }

    /** The organization and the boundary are no statements of the role's policies. */
    @ParameterizedTest
    @CsvSource({
        "organization, a service control policy does not allow it",
        "boundary, its permissions boundary does not allow it"
    })
    void believesADenialByWhatHasNoStatement(String who, String said) {
        hello().deploy();
        scene.account.answers("SimulatePrincipalPolicy", answer -> {
            denied(answer, who.equals("boundary"))
                    .path("EvaluationResults")
                    .forEach(result -> ((ObjectNode) result)
                            .putObject("OrganizationsDecisionDetail")
                            .put("AllowedByOrganizations", who.equals("boundary")));
            return answer;
        });
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).contains("failed.");
        assertThat(said(hello))
                .contains("sfn-ecs-hello-us-east-1 may not ecs:RunTask")
                .contains(said);
    }

    private static ObjectNode denied(ObjectNode answer, boolean byBoundary) {
        answer.path("EvaluationResults").forEach(result -> {
            deny((ObjectNode) result, "EvalDecision", byBoundary);
            result.path("ResourceSpecificResults")
                    .forEach(resource -> deny((ObjectNode) resource, "EvalResourceDecision", byBoundary));
        });
        return answer;
    }

    private static void deny(ObjectNode result, String decision, boolean byBoundary) {
        result.put(decision, "explicitDeny");
        result.remove("MatchedStatements");
        if (byBoundary) {
            result.putObject("PermissionsBoundaryDecisionDetail").put("AllowedByPermissionsBoundary", false);
        }
    }

    /** What somebody else gave to our role is named, and fails nothing. */
    @Test
    void namesThePoliciesThatAreNotOurs() {
        hello().deploy();
        scene.allow(Hello.ROLE, "by-hand", "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}");
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).isEmpty();
        assertThat(said(hello))
                .contains("The role sfn-ecs-hello-us-east-1 has policies that are not this plugin's, which stay:")
                .contains("inline policy by-hand, which allows everything");
    }

    /** What {@code check} calls drift is what the other goals would change, in the same words. */
    @Test
    void tellsOfDriftWhatADryRunTells() {
        hello().deploy();
        scene.iam.updateAssumeRolePolicy(
                trust -> trust.roleName(Hello.ROLE).policyDocument(Scene.trust("states.amazonaws.com")));
        Hello.changeStateMachine(scene);
        Hello check = hello();
        check.run(new CheckMojo());
        Hello dryRun = hello();
        List<AbstractSfnEcsMojo> goals = List.of(new EnsureRoleMojo(), new DeployStateMachineMojo());
        goals.forEach(goal -> Goals.set(goal, "dryRun", "true"));
        dryRun.run(goals.toArray(AbstractSfnEcsMojo[]::new));

        List<String> changes = dryRun.log().lines().stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("will change:") || line.matches("  +[-+@].*"))
                .map(String::strip)
                .toList();
        assertThat(changes).hasSizeGreaterThan(10);
        assertThat(check.log().lines().stream()
                        .flatMap(String::lines)
                        .map(line -> line.replaceFirst("why:", "").strip()))
                .containsSubsequence(changes);
    }

    @Test
    @AsksEachGoal
    void printsTheCallersPolicyOfEveryGoal() {
        Hello hello = hello();
        CheckMojo check = new CheckMojo();
        Goals.set(check, "printCallerPolicy", "true");
        hello.run(check);

        EveryGoal.assertAll(
                EveryGoal.callingAws(),
                goal -> said(hello).contains("The caller of " + goal + " needs:"),
                "the policy of its caller, which check prints of what its constant needs in " + EveryGoal.LIST);
    }

    @Test
    @AsksEachGoal
    void asksIamWhetherTheCallerMayDoWhatGoalsChange() {
        Hello hello = hello();
        hello.run(new CheckMojo());

        EveryGoal.assertAll(
                EveryGoal.writing(),
                goal -> said(hello).contains(" caller: The user developer may do all that " + goal + " needs."),
                "an answer of IAM's about its caller: check asks for each constant in " + EveryGoal.LIST
                        + " that needs to write");
    }

    @Test
    void locatesWhatStepFunctionsFindsInTheFile() throws IOException {
        scene.account.answers("ValidateStateMachineDefinition", answer -> {
            answer.put("result", "FAIL");
            answer.putArray("diagnostics")
                    .addObject()
                    .put("severity", "ERROR")
                    .put("code", "SCHEMA_VALIDATION_FAILED")
                    .put("message", "As planned by the test.")
                    .put("location", "/States/RunTask");
            return answer;
        });
        Hello hello = hello();

        assertThat(hello.outcome(new CheckMojo())).contains("SCHEMA_VALIDATION_FAILED at /States/RunTask (line ");
        int line = Integer.parseInt(said(hello).replaceFirst("(?s).*\\(line (\\d+)\\).*", "$1"));
        assertThat(Files.readAllLines(output.resolve("state-machine.asl.json")).get(line - 1))
                .contains("\"RunTask\"");
    }

    private Hello hello() {
        return new Hello(scene.endpoint(), output);
    }

    private static String said(Hello hello) {
        return String.join("\n", hello.log().lines());
    }
}
