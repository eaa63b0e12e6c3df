package io.github.sfnecs.execution;

import static io.github.sfnecs.asl.IntegrationPattern.REQUEST_RESPONSE;
import static io.github.sfnecs.asl.IntegrationPattern.WAIT_FOR_TASK_TOKEN;
import static io.github.sfnecs.execution.Runs.RUN;
import static io.github.sfnecs.execution.Runs.plain;
import static io.github.sfnecs.execution.Runs.problem;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.cost.Prices;
import io.github.sfnecs.diagnostic.PolicyInPlace;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.execution.ExecutionRequest.OnInterrupt;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.iam.RolePolicies;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.ClosedPort;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** An execution from its start to what is said of its end. */
class RunExecutionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ARN = "arn:aws:states:eu-central-1:123456789012:execution:nightly:run";

    private final Lab lab = new Lab();
    private final Runs runs = new Runs(lab);

    @AfterEach
    void close() {
        lab.close();
    }

    /** The embedded AWS is no more AWS than any emulator is: nothing of it is to be seen in the console. */
    @Test
    void linksToNoConsoleOfAwsWhereTheEndpointIsNotAws() {
        lab.account.script("job", TaskScript.exits(3));
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(RUN);

        assertThat(String.join("\n", lab.console.text(), problem(report)))
                .contains(ARN)
                .doesNotContain("console.aws");
        assertThat(report.json()).doesNotContain("console.aws", "consoleLink");
        assertThat(report.html()).doesNotContain("console.aws", "AWS console");
        assertThat(report.markdown()).doesNotContain("console.aws", "open in AWS");
    }

    @Test
    void passesWithTheTaskThatSucceeded() {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(lab.console.infos())
                .containsExactly(
                        "Execution started: " + ARN,
                        "0:00 state RunTask",
                        "ECS task " + taskArn(report) + " PROVISIONING",
                        "ECS task " + taskArn(report) + " PENDING",
                        "ECS task " + taskArn(report) + " RUNNING",
                        "The log of container app is not followed: it has no log driver.",
                        "ECS task " + taskArn(report)
                                + " STOPPED (EssentialContainerExited)\ncontainer app: exit code 0",
                        "1:03 state RunTask left after 1:03",
                        "Execution run SUCCEEDED.",
                        "ECS tasks: 0.0043 vCPU-h, 0.0086 GB-h: about $0.0002 (estimate, "
                                + Prices.shipped().origin() + ")");
        assertGolden("execution/succeeded.json", withoutOutput(report));
        assertGolden("execution/succeeded.xml", plain(report.xml()));
    }

    private static String taskArn(ExecutionReport report) {
        return Json.tryParse(report.json()).orElseThrow().at("/tasks/0/taskArn").asText();
    }

    /** The output is the whole task in ECS's words, with ids and times of its own. */
    private static String withoutOutput(ExecutionReport report) {
        ObjectNode json = (ObjectNode) Json.tryParse(report.json()).orElseThrow();
        assertThat(json.remove("output").path("TaskArn").asText())
                .isEqualTo(json.path("tasks").path(0).path("taskArn").asText());
        return plain(Json.pretty(json));
    }

    @Test
    void makesUpANameThatNobodyElseHas() {
        lab.deploy(ATask.task().pattern(REQUEST_RESPONSE));

        String first = runs.run(Runs.unnamed()).execution().name();
        String second = runs.run(Runs.unnamed()).execution().name();

        assertThat(first).matches("mvn-20260102-030405-[0-9a-f]{8}").isNotEqualTo(second);
        assertThat(second).matches("mvn-20260102-0304\\d\\d-[0-9a-f]{8}");
    }

    @Test
    void startsNothingTwiceWhenTheAnswerIsLost() {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        lab.deploy(ATask.task());
        lab.account.faults().next("StartExecution", new Fault.DropAfterHandling());

        assertThat(runs.run(Runs.unnamed()).problem()).isEmpty();

        assertThat(lab.calls("StartExecution")).isGreaterThan(1);
        assertThat(runs.executions()).hasSize(1);
    }

    @Test
    void takesUpAnExecutionThatEndedBeforeTheAnswerWasRepeated() {
        lab.deploy(ATask.task().pattern(REQUEST_RESPONSE));
        lab.account.faults().next("StartExecution", new Fault.DropAfterHandling());

        ExecutionReport report = runs.run(Runs.unnamed());

        assertThat(report.problem()).isEmpty();
        assertThat(lab.account.calls())
                .filteredOn(call -> call.operation().equals("StartExecution"))
                .extracting(ApiCall::error)
                .contains("ExecutionAlreadyExists");
        assertThat(runs.executions()).hasSize(1);
        assertThat(lab.runningTasks()).hasSize(1);
    }

    @Test
    void startsOnceWhenTheCallItselfIsLost() {
        lab.deploy(ATask.task().pattern(REQUEST_RESPONSE));
        lab.account.faults().next("StartExecution", new Fault.DropBeforeHandling());

        assertThat(runs.run(Runs.unnamed()).problem()).isEmpty();

        assertThat(runs.executions()).hasSize(1);
    }

    @Test
    void refusesANameThatWasUsedBefore() {
        lab.deploy(ATask.task().pattern(REQUEST_RESPONSE));
        runs.run(RUN);

        assertThatThrownBy(() -> runs.run(RUN))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "executionName 'run': the state machine has an execution of this name, and a name can't be used"
                                + " again for 90 days\n  fix:   Choose another executionName, or leave it out for a new one each time");
    }

    @Test
    void takesUpAnExecutionOfAGivenNameToo() {
        lab.deploy(ATask.task().pattern(REQUEST_RESPONSE));
        lab.account.faults().next("StartExecution", new Fault.DropAfterHandling());

        assertThat(runs.run(RUN).problem()).isEmpty();

        assertThat(lab.calls("StartExecution")).isEqualTo(2);
        assertThat(runs.executions()).hasSize(1);
    }

    @Test
    void doesNotTakeUpAnEarlierExecutionOfAGivenName() {
        lab.deploy(ATask.task().pattern(REQUEST_RESPONSE));
        runs.run(RUN);
        lab.time.pause(MINUTE);
        lab.account.faults().next("StartExecution", new Fault.DropAfterHandling());

        assertThatThrownBy(() -> runs.run(RUN)).hasMessageStartingWith("executionName 'run': the state machine has");
    }

    /** StartExecution of the same name and input answers with the execution that runs. */
    private Instant someElsesRun() {
        lab.deploy(ATask.task());
        lab.clients
                .sfn()
                .startExecution(start -> start.stateMachineArn(Lab.MACHINE_ARN)
                        .name(RUN.name().orElseThrow())
                        .input(RUN.input()));
        Instant started = lab.time.now();
        lab.time.pause(MINUTE);
        lab.account.forgetCalls();
        return started;
    }

    @Test
    void watchesAnExecutionThatSomebodyElseStartedUnderTheName() {
        lab.account.script("job", TaskScript.exits(3).after(MINUTE.multipliedBy(2)));
        Instant started = someElsesRun();

        ExecutionReport report = runs.run(RUN);

        assertThat(lab.console.warnings())
                .containsExactly("Execution run is running already, started at " + started + " by somebody else: " + ARN
                        + "\nThis build watches it, and never stops it.");
        assertThat(lab.console.infos()).noneMatch(line -> line.startsWith("Execution started"));
        assertThat(problem(report)).startsWith("Execution run FAILED.");
    }

    @Test
    void doesNotStopWhatSomebodyElseStarted() {
        someElsesRun();

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(lab.writes()).containsExactly("StartExecution");
        assertThat(lab.runningTasks()).hasSize(1);
        assertThat(report.execution().status()).isEqualTo("RUNNING");
        assertGolden("execution/timeout-not-ours.txt", problem(report));
    }

    @Test
    void stopsWhatAnAttemptOfItsOwnStartedThatHadNoAnswer() {
        lab.deploy(ATask.task());
        lab.account.faults().next("StartExecution", new Fault.DropAfterHandling());

        ExecutionReport report = runs.run(Runs.waiting(MINUTE, OnInterrupt.STOP));

        assertThat(lab.writes()).containsExactly("StartExecution", "StartExecution", "StopExecution");
        assertThat(report.execution().status()).isEqualTo("ABORTED");
    }

    @Test
    void saysWhatToRunFirstWhereThereIsNoStateMachine() {
        assertThatThrownBy(() -> runs.run(RUN))
                .hasMessage("The state machine nightly does not exist.\n  where: " + Lab.MACHINE_ARN
                        + "\n  fix:   mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine");
    }

    @Test
    void onlyStartsWhereItShallNotWait() {
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(new ExecutionRequest(
                Lab.MACHINE,
                List.of(Lab.CLUSTER),
                RUN.name(),
                "{}",
                Optional.empty(),
                OnInterrupt.STOP,
                ExecutionRequest.Logs.FOLLOW));

        assertThat(report.execution().status()).isEqualTo("RUNNING");
        assertThat(report.problem()).isEmpty();
        assertThat(lab.time.pauses()).isEmpty();
        assertThat(runs.executions())
                .allSatisfy(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING));
    }

    @Test
    void looksOftenAtFirstAndSparinglyInALongRun() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(30)));
        lab.deploy(ATask.task());
        lab.account.rateLimits(true);

        ExecutionReport report = runs.run(Runs.waiting(Duration.ofHours(2), OnInterrupt.STOP));

        assertThat(report.problem()).isEmpty();
        assertThat(lab.calls("GetExecutionHistory")).isBetween(360L, 540L);
        assertThat(lab.calls("DescribeExecution")).isLessThan(35L);
        assertThat(lab.calls("DescribeTasks")).isBetween(440L, 550L);
        assertThat(lab.account.calls()).noneMatch(call -> call.error() != null);
        assertThat(lab.time.now())
                .isBefore(report.execution().stopDate().orElseThrow().plusSeconds(5));
    }

    @Test
    void tellsOfAShortRunAtOnceThoughItLooksNoMoreThanOnceASecond() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMillis(10_100)));
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(RUN);

        assertThat(lab.time.now())
                .isBeforeOrEqualTo(report.execution().stopDate().orElseThrow().plusSeconds(1));
        List<Instant> looks = lab.account.calls().stream()
                .filter(call -> call.operation().equals("GetExecutionHistory"))
                .map(ApiCall::at)
                .toList();
        assertThat(looks).hasSizeGreaterThan(10);
        for (int look = 1; look < looks.size(); look++) {
            assertThat(looks.get(look)).isAfterOrEqualTo(looks.get(look - 1).plusSeconds(1));
        }
    }

    @Test
    void explainsAContainerThatFailed() {
        lab.account.script("job", TaskScript.exits(3));
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(RUN);

        assertGolden("execution/failed-container.txt", problem(report));
        assertThat(report.json()).contains("\"exitCode\": 3", "\"stopCode\": \"EssentialContainerExited\"");
    }

    @Test
    void explainsATaskThatNeverStarted() {
        lab.account.script(
                "job",
                TaskScript.failsToStart(
                        "TaskFailedToStart",
                        "CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref"));
        lab.deploy(ATask.task());

        assertGolden("execution/failed-to-start.txt", problem(runs.run(RUN)));
    }

    /**
     * Recorded by test_sqs_failure_in_wait_for_task_tok_no_error_field:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/callback/test_callback.snapshot.json
     */
    @Test
    void saysSoWhereATokenWasAnsweredWithAFailureWithoutAnError() {
        lab.clients
                .iam()
                .putRolePolicy(policy ->
                        policy.roleName("jobTaskRole").policyName("token").policyDocument("""
                                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "states:SendTask*",
                                 "Resource": "*"}}"""));
        lab.account.script("job", TaskScript.exits(0).sendsTaskFailure(null, null));
        lab.deploy(ATask.task().pattern(WAIT_FOR_TASK_TOKEN));

        assertGolden("execution/failed-without-error.txt", problem(runs.run(RUN)));
    }

    @Test
    void explainsThatEcsHasNoCapacity() {
        lab.account.script("job", TaskScript.refused("RESOURCE:MEMORY"));
        lab.deploy(ATask.task());

        assertGolden("execution/failed-no-capacity.txt", problem(runs.run(RUN)));
    }

    @Test
    void explainsThatTheClusterIsNotThere() {
        lab.account.script("job", TaskScript.throwsError("ClusterNotFoundException", "Cluster not found."));
        lab.deploy(ATask.task());

        assertGolden("execution/failed-no-cluster.txt", problem(runs.run(RUN)));
    }

    @Test
    void explainsThatTheStateTookTooLong() {
        lab.account.script("job", TaskScript.exits(0).after(Duration.ofMinutes(30)));
        lab.deploy(ATask.task().timeout(Duration.ofMinutes(5)));

        assertGolden("execution/failed-state-timeout.txt", problem(runs.run(RUN)));
    }

    @Test
    void explainsThatNobodySentTheTokenBackAndWhatIsLeftRunning() {
        lab.deploy(ATask.task().pattern(WAIT_FOR_TASK_TOKEN).heartbeat(MINUTE));

        assertGolden("execution/failed-heartbeat.txt", problem(runs.run(RUN)));
        assertThat(lab.runningTasks()).hasSize(1);
    }

    @Test
    void tellsThatTheExecutionTimedOut() {
        Definition definition = ATask.task().definition();
        ((ObjectNode) definition.json()).put("TimeoutSeconds", 60);
        lab.deploy(ATask.task(), definition);

        ExecutionReport report = runs.run(RUN);

        assertThat(report.execution().status()).isEqualTo("TIMED_OUT");
        assertThat(problem(report))
                .startsWith("Execution run TIMED_OUT.\n  where: state RunTask, attempt 1\n")
                .contains("The execution took longer than TimeoutSeconds of the state machine.");
    }

    @Test
    void tellsThatSomebodyAbortedTheExecution() {
        lab.deploy(ATask.task());
        lab.time.after(
                Duration.ofSeconds(10),
                () -> lab.clients
                        .sfn()
                        .stopExecution(stop ->
                                stop.executionArn(ARN).error("Nobody.NeedsIt").cause("not today")));

        assertGolden("execution/aborted.txt", problem(runs.run(RUN)));
    }

    @ParameterizedTest
    @EnumSource(PolicyInPlace.class)
    void explainsThatARoleMayNotBePassed(PolicyInPlace policy) {
        lab.deploy(ATask.task());
        forbid("iam:PassRole");

        assertGolden(
                "execution/pass-role-" + policy.name().toLowerCase(java.util.Locale.ROOT) + ".txt",
                problem(runs.run(RUN, denied -> policy)));
    }

    @Test
    void explainsAnyOtherPermissionThatIsMissing() {
        lab.deploy(ATask.task());
        forbid("ecs:RunTask");

        assertGolden(
                "execution/run-task-denied.txt", problem(runs.run(RUN, denied -> PolicyInPlace.LACKS_AND_IS_OURS)));
    }

    @Test
    void asksThePolicyThatIsInPlaceByNow() {
        lab.deploy(ATask.task());
        String allows = Lab.policies(ATask.task()).permissions().text();
        forbid("iam:PassRole");
        lab.account.iamPropagation(MINUTE);
        lab.clients
                .iam()
                .putRolePolicy(policy ->
                        policy.roleName(Lab.ROLE).policyName("sfn-ecs").policyDocument(allows));

        ExecutionReport report = runs.run(
                RUN,
                denied -> new RolePolicies(lab.clients.iam()).about(denied, List.of(Lab.CLUSTER), Lab.MACHINE_ARN));

        assertThat(problem(report)).contains("IAM has not caught up with the policy yet");
    }

    /** Takes an action out of the role's policy. */
    private void forbid(String action) {
        String without = Lab.policies(ATask.task()).permissions().text().replace(action, "s3:GetObject");
        lab.clients
                .iam()
                .putRolePolicy(policy ->
                        policy.roleName(Lab.ROLE).policyName("sfn-ecs").policyDocument(without));
    }

    @Test
    void explainsWithoutTheStateWhereTheHistoryMayNotBeRead() {
        lab.account.script("job", TaskScript.exits(3));
        lab.deploy(ATask.task());
        lab.account.faults().always("GetExecutionHistory", new Fault.Denied("no"));

        assertThat(problem(runs.run(RUN)))
                .doesNotContain("state RunTask")
                .contains("\n  where: task arn:", "app        yes        3");
    }

    @Test
    void waitsThroughAnOutage() {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        lab.deploy(ATask.task());
        for (int attempt = 0; attempt < 7; attempt++) {
            lab.account.faults().next("DescribeExecution", new Fault.ServerError(503));
        }

        assertThat(runs.run(RUN).problem()).isEmpty();

        // it waits, it does not spin
        assertThat(lab.time.pauses()).hasSizeLessThan(300);
    }

    /** Step Functions is eventually consistent: right after the start not every part of it knows the execution. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForAnExecutionThatIsNotKnownEverywhereYet(boolean history) {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        lab.deploy(ATask.task());
        Fault notYet =
                new Fault.Answer(400, "ExecutionDoesNotExist", "Execution Does Not Exist: '" + Lab.MACHINE_ARN + "'");
        for (int look = 0; look < 3; look++) {
            lab.account.faults().next("DescribeExecution", notYet);
            lab.account.faults().next("GetExecutionHistory", notYet);
        }
        if (!history) {
            lab.account.faults().always("GetExecutionHistory", new Fault.Denied("Not you."));
        }

        assertThat(runs.run(RUN).problem()).isEmpty();

        assertThat(lab.console.warnings()).hasSize(history ? 0 : 1);
        assertThat(lab.console.infos()).contains("Execution run SUCCEEDED.");
        if (history) {
            assertThat(lab.console.infos()).anyMatch(line -> line.endsWith(" state RunTask"));
        }
    }

    @Test
    void asksNothingOfAnExecutionThatItDoesNotWaitFor() {
        lab.deploy(ATask.task());
        lab.account.forgetCalls();

        ExecutionReport report = runs.run(new ExecutionRequest(
                RUN.stateMachine(),
                RUN.clusterArns(),
                RUN.name(),
                RUN.input(),
                Optional.empty(),
                RUN.onInterrupt(),
                RUN.logs()));

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().status()).isEqualTo("RUNNING");
        assertThat(lab.account.calls()).extracting(ApiCall::operation).containsExactly("StartExecution");
    }

    /** The first attempt may have arrived, though all others certainly did not. */
    @Test
    void saysThatItMayRunWhereTheFirstAttemptMayHaveArrived() throws Exception {
        try (ClosedPort port = new ClosedPort();
                ServerSocket endpoint = port.open();
                AwsClients clients = new AwsClients(
                        new AwsSettings("eu-central-1", Optional.empty(), Optional.of(port.uri()), Optional.empty()))) {
            CompletableFuture<Void> once = CompletableFuture.runAsync(() -> takeOneCall(endpoint));

            assertThatThrownBy(() -> new RunExecution(
                                    clients,
                                    Lab.COMMANDS,
                                    Lab.SCOPE,
                                    lab.time,
                                    lab.console,
                                    Prices.shipped(),
                                    denied -> PolicyInPlace.UNKNOWN)
                            .run(RUN))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("The execution may still be running, and nobody waits for it.");
            once.join();
        }
    }

    private static void takeOneCall(ServerSocket endpoint) {
        try (Socket call = endpoint.accept()) {
            endpoint.close();
            call.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_REDRIVE", "SOMETHING_NEW", ""})
    void takesOnlyAnEndForOne(String status) {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE.multipliedBy(5)));
        lab.deploy(ATask.task());
        lab.account.answers("DescribeExecution", answer -> {
            if (answer.path("status").asText().equals("RUNNING")) {
                answer.put("status", status);
            }
            return answer;
        });

        ExecutionReport report = runs.run(RUN);

        assertThat(report.problem()).isEmpty();
        assertThat(report.execution().status()).isEqualTo("SUCCEEDED");
    }

    /** The page of a proxy or a portal has no error code of AWS's; who started an execution waits until that is over. */
    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404})
    void waitsThroughThePagesOfAProxy(int status) {
        lab.account.script("job", TaskScript.exits(0).after(MINUTE));
        lab.deploy(ATask.task());
        Fault page = new Fault.Answer(status, "", "<html>Log in first.</html>");
        for (int attempt = 0; attempt < 5; attempt++) {
            List.of("DescribeExecution", "GetExecutionHistory", "DescribeTasks")
                    .forEach(operation -> lab.account.faults().next(operation, page));
        }

        assertThat(runs.run(RUN).problem()).isEmpty();

        assertThat(lab.console.warnings()).isEmpty();
        assertThat(lab.time.pauses()).hasSizeLessThan(300);
    }

    @Test
    void tellsOfAnExecutionThatItLosesSightOf() {
        lab.deploy(ATask.task());
        lab.time.after(MINUTE, () -> lab.account.faults().always("DescribeExecution", new Fault.ExpiredToken()));

        assertThatThrownBy(() -> runs.run(RUN))
                .hasMessageStartingWith("AWS does not accept the credentials. The execution may still be running, and"
                        + " nobody waits for it.\n  where: AWS call Sfn DescribeExecution on " + ARN)
                .hasMessageEndingWith("To stop it: aws stepfunctions stop-execution --execution-arn " + ARN
                        + " --region eu-central-1");
        assertThat(lab.writes()).containsExactly("StartExecution");
    }

    @Test
    void doesNotAdviseToStartAgainWhatMayHaveStarted() {
        lab.deploy(ATask.task());
        lab.account.faults().always("StartExecution", new Fault.ServerError(500));

        assertThatThrownBy(() -> runs.run(RUN))
                .hasMessageContaining("The execution may still be running")
                .hasMessageEndingWith("--execution-arn " + ARN + " --region eu-central-1");
    }

    @Test
    void explainsAsWellAsItCanWhereAwsIsBroken() {
        lab.account.script("job", TaskScript.exits(3));
        lab.deploy(ATask.task());
        lab.account.faults().always("GetExecutionHistory", new Fault.ServerError(500));

        assertThat(problem(runs.run(RUN))).contains("app        yes        3");
    }

    @Test
    void doesNotBlameThePolicyForWhatABoundaryForbids() {
        lab.deploy(ATask.task());
        String boundary = lab.clients
                .iam()
                .createPolicy(policy -> policy.policyName("boundary")
                        .policyDocument(Lab.policies(ATask.task())
                                .permissions()
                                .text()
                                .replace("iam:PassRole", "s3:GetObject")))
                .policy()
                .arn();
        lab.clients
                .iam()
                .putRolePermissionsBoundary(put -> put.roleName(Lab.ROLE).permissionsBoundary(boundary));

        assertGolden("execution/pass-role-boundary.txt", problem(runs.run(RUN, denied -> PolicyInPlace.ALLOWS)));
    }

    @Test
    void writesAFailureForPrograms() {
        lab.account.script("job", TaskScript.throwsError("ClientException", "TaskDefinition is inactive"));
        lab.deploy(ATask.task());

        ExecutionReport report = runs.run(RUN);

        assertGolden("execution/failed.json", plain(report.json()));
        assertGolden("execution/failed.xml", plain(report.xml()));
    }
}
