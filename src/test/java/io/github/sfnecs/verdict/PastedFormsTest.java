package io.github.sfnecs.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.execution.ExplainExecution;
import io.github.sfnecs.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that failed, in the forms in which people have it at hand. */
class PastedFormsTest {
    private static final String JSON =
            "{\"Containers\":[{\"ExitCode\":0,\"Name\":\"log\"},{\"ExitCode\":137,\"Name\":\"app\","
                    + "\"Reason\":\"OutOfMemoryError: Container killed due to memory usage\"}],\"LastStatus\":\"STOPPED\","
                    + "\"StopCode\":\"EssentialContainerExited\",\"StoppedReason\":\"Essential container in task exited\","
                    + "\"TaskArn\":\"arn:aws:ecs:eu-central-1:123456789012:task/jobs/1\"}";

    private static final String DENIAL =
            "User: arn:aws:sts::123456789012:assumed-role/sfn/x is not authorized to perform: ecs:RunTask on resource:"
                    + " arn:aws:ecs:eu-central-1:123456789012:task-definition/a:1";

    private record Form(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Problem explain(String text) {
        return ExplainExecution.explain(text, Console.silent());
    }

    private static String quoted(String text) {
        return Json.compact(Json.of(text));
    }

    static Stream<Form> forms() throws Exception {
        String pretty = Json.pretty(Json.parse(JSON));
        return Stream.of(
                new Form("JSON", JSON),
                new Form("JSON behind the error's name", "States.TaskFailed: " + JSON),
                new Form("pretty-printed", pretty),
                new Form("JSON as a text", quoted(JSON)),
                new Form("JSON in JSON", "{\"Error\":\"States.TaskFailed\",\"Cause\":" + quoted(JSON) + "}"),
                new Form(
                        "JSON in JSON in JSON",
                        quoted("{\"error\":\"States.TaskFailed\",\"cause\":" + quoted(JSON) + "}")),
                new Form(
                        "an event of the history",
                        "{\"type\":\"TaskFailed\",\"id\":7,\"taskFailedEventDetails\":{\"resourceType\":\"ecs\","
                                + "\"error\":\"States.TaskFailed\",\"cause\":" + quoted(JSON) + "}}"),
                new Form("escaped by a shell", JSON.replace("\"", "\\\"")),
                new Form("escaped by a shell twice", JSON.replace("\"", "\\\\\\\"")),
                new Form("in quotes", "'" + JSON + "'"),
                new Form("behind other braces", "[{main}] ctx={} {a=b} States.TaskFailed: " + JSON),
                new Form("escaped behind other braces", "{main} {\\\"a\\\":1} " + JSON.replace("\"", "\\\"")),
                new Form("from a CSV file", "\"" + JSON.replace("\"", "\"\"") + "\""),
                new Form("from HTML", JSON.replace("\"", "&quot;")),
                new Form("describe-tasks", """
                        {
                            "tasks": [
                                {
                                    "attachments": [],
                                    "containers": [
                                        {"name": "log", "exitCode": 0, "lastStatus": "STOPPED"},
                                        {
                                            "name": "app",
                                            "lastStatus": "STOPPED",
                                            "exitCode": 137,
                                            "reason": "OutOfMemoryError: Container killed due to memory usage",
                                            "networkInterfaces": []
                                        }
                                    ],
                                    "createdAt": "2026-01-02T03:04:05.678000+01:00",
                                    "stopCode": "EssentialContainerExited",
                                    "stoppedReason": "Essential container in task exited",
                                    "taskArn": "arn:aws:ecs:eu-central-1:123456789012:task/jobs/1"
                                }
                            ],
                            "failures": []
                        }"""),
                new Form(
                        "an event of EventBridge",
                        "{\"version\":\"0\",\"detail-type\":\"ECS Task State Change\",\"detail\":"
                                + "{\"containers\":[{\"name\":\"log\",\"exitCode\":0},{\"exitCode\":137,\"name\":\"app\",\"reason\":\"OutOfMemoryError: Container"
                                + " killed due to memory usage\"}],\"stopCode\":\"EssentialContainerExited\",\"taskArn\":\"arn\"}}"),
                new Form(
                        "Python",
                        "{'tasks': [{'attachments': [], 'containers': [{'name': 'log', 'exitCode': 0}, {'name': 'app', 'exitCode': 137, 'reason': "
                                + "'OutOfMemoryError: Container killed due to memory usage', 'managed': True, 'health': None}], "
                                + "'createdAt': datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=tzlocal()), 'lastStatus': 'STOPPED', "
                                + "'stopCode': 'EssentialContainerExited', 'stoppedReason': \"Essential container in task exited\", "
                                + "'taskArn': 'arn:aws:ecs:eu-central-1:123456789012:task/jobs/1'}], 'failures': []}"),
                new Form("JavaScript", """
                        {
                          tasks: [
                            {
                              containers: [
                                { name: 'log', exitCode: 0, reason: undefined },
                                { name: 'app', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage', tags: [Array] }
                              ],
                              createdAt: 2026-01-02T03:04:05.678Z,
                              stopCode: 'EssentialContainerExited',
                              stoppedReason: 'Essential container in task exited',
                              taskArn: 'arn:aws:ecs:eu-central-1:123456789012:task/jobs/1',
                            },
                          ],
                          failures: []
                        }"""),
                new Form(
                        "Java",
                        "DescribeTasksResponse(Tasks=[Task(Attachments=[], Containers=[Container(ContainerArn=arn, Name=log, ExitCode=0), "
                                + "Container(ContainerArn=arn, Name=app, Image=web:1, LastStatus=STOPPED, ExitCode=137, Reason=OutOfMemoryError: Container"
                                + " killed due to memory usage, NetworkInterfaces=[])], CreatedAt=2026-01-02T03:04:05Z, LastStatus=STOPPED,"
                                + " StopCode=EssentialContainerExited, StoppedReason=Essential container in task exited,"
                                + " TaskArn=arn:aws:ecs:eu-central-1:123456789012:task/jobs/1, Version=5)], Failures=[])"),
                new Form(
                        "a map of Java",
                        "{taskArn=arn:aws:ecs:eu-central-1:123456789012:task/jobs/1, containers=[{name=log, exitCode=0}, {name=app, exitCode=137,"
                                + " reason=OutOfMemoryError: Container killed due to memory usage}], stopCode=EssentialContainerExited,"
                                + " stoppedReason=Essential container in task exited}"),
                new Form(
                        "Java's first SDK",
                        "{Tasks: [{TaskArn: arn:aws:ecs:eu-central-1:123456789012:task/jobs/1,Containers: [{Name: log,ExitCode: 0},{Name: app,LastStatus:"
                                + " STOPPED,ExitCode: 137,Reason: OutOfMemoryError: Container killed due to memory usage,NetworkInterfaces: []}],"
                                + "LastStatus: STOPPED,StoppedReason: Essential container in task exited,StopCode: EssentialContainerExited}],Failures: []}"),
                new Form(
                        "Go",
                        "&{Containers:[{Name:log ExitCode:0} {Name:app ExitCode:137 Reason:OutOfMemoryError: Container killed due to memory usage}]"
                                + " LastStatus:STOPPED StopCode:EssentialContainerExited StoppedReason:Essential container in task exited TaskArn:arn}"),
                new Form("Go's first SDK", """
                        {
                          Tasks: [{
                              Containers: [{
                                  ExitCode: 0,
                                  Name: "log"
                                },{
                                  ExitCode: 137,
                                  Name: "app",
                                  Reason: "OutOfMemoryError: Container killed due to memory usage"
                                }],
                              StopCode: "EssentialContainerExited",
                              TaskArn: "arn:aws:ecs:eu-central-1:123456789012:task/jobs/1"
                            }]
                        }"""),
                new Form(
                        "Ruby",
                        "{:containers=>[{:name=>\"log\", :exit_code=>0}, {\"Name\"=>\"app\", \"ExitCode\"=>137, \"Reason\"=>\"OutOfMemoryError: Container"
                                + " killed due to memory usage\"}], \"StopCode\"=>\"EssentialContainerExited\", \"TaskArn\"=>\"arn\"}"),
                new Form("YAML", """
                        failures: []
                        tasks:
                        - attachments: []
                          containers:
                          - containerArn: arn:aws:ecs:eu-central-1:123456789012:container/jobs/1/1
                            exitCode: 0
                            name: log
                          - containerArn: arn:aws:ecs:eu-central-1:123456789012:container/jobs/1/2
                            exitCode: 137
                            lastStatus: STOPPED
                            name: app
                            reason: 'OutOfMemoryError: Container killed due to memory usage'
                          stopCode: EssentialContainerExited
                          stoppedReason: Essential container in task exited
                          taskArn: arn:aws:ecs:eu-central-1:123456789012:task/jobs/1
                        """),
                new Form("a table of the CLI", """
                        ------------------------------------------------------------------
                        |                          DescribeTasks                         |
                        +----------------------------------------------------------------+
                        ||                             tasks                            ||
                        |+----------------+---------------------------------------------+|
                        ||  lastStatus    |  STOPPED                                    ||
                        ||  stopCode      |  EssentialContainerExited                   ||
                        ||  stoppedReason |  Essential container in task exited         ||
                        ||  taskArn       |  arn:aws:ecs:eu-central-1:123456789012:task/jobs/1 ||
                        |+----------------+---------------------------------------------+|
                        |||                         containers                         |||
                        ||+-----------+-------+----------------------------------------+||
                        |||  exitCode | name  |  reason                                |||
                        ||+-----------+-------+----------------------------------------+||
                        |||  0        | log   |  None                                  |||
                        |||  137      | app   |  OutOfMemoryError: Container killed due to memory usage |||
                        ||+-----------+-------+----------------------------------------+||
                        """),
                new Form("the console", """
                        Last status
                        Stopped
                        Stop code
                        EssentialContainerExited
                        Stopped reason
                        Essential container in task exited
                        Container name\tStatus\tExit code\tReason
                        log\tStopped\t0\t-
                        app\tStopped\t137\tOutOfMemoryError: Container killed due to memory usage
                        """));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isReadAsATask(Form form) {
        Problem problem = explain(form.text);

        assertThat(problem.where()).contains("STOPPED (EssentialContainerExited)", "container", "app ", "137");
        assertThat(problem.why())
                .contains(KnownFailure.OUT_OF_MEMORY.happened())
                .doesNotContain("was cut", "unknown here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Attachments\":[],\"Containers\":[{\"ExitCode\":137,\"Name\":\"app\",\"Reason\":\"OutOfMemoryError: Container kill...,"
                        + "\"StopCode\":\"EssentialContainerExited\",\"TaskArn\":\"arn\"}",
                "{\"Attachments\":[...],\"Containers\":[{\"ExitCode\":137,\"Name\":\"app\",\"Reason\":\"OutOfMemoryError: Container killed\"}],..."
                        + ",\"StopCode\":\"EssentialContainerExited\"",
                "{\"Containers\":[{\"ExitCode\":137,\"Name\":\"app\",\"Reason\":\"OutOfMemoryError: killed\",...}],\"StopCode\":\"Essent",
                "States.TaskFailed: {\"StopCode\":\"EssentialContainerExited\", … \"Containers\":[{\"ExitCode\":137,\"Name\":\"app\","
                        + "\"Reason\":\"OutOfMemoryError: killed\"}]}",
                "OutOfMemoryError: Container killed ... exit code 137"
            })
    void isSaidToBeCutAndConcludedFromWhatIsThere(String text) {
        assertThat(explain(text).why())
                .contains(
                        KnownFailure.OUT_OF_MEMORY.happened(),
                        "The text was cut: what is missing of it may tell more.");
    }

    /** Who counts as the culprit must not depend on where in the text a task stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\n" + DENIAL,
                DENIAL + "\n%s",
                DENIAL + "\nExit code: 1\n",
                "States.TaskFailed\n" + DENIAL + "\nname: app\nexit code: 1",
            })
    void losesNothingThatStandsBesideATask(String text) {
        assertThat(explain(String.format(text, JSON)).why()).contains(DENIAL, "is not allowed ecs:RunTask");
    }

    @Test
    void concludesFromALineBesideWhatItReadsAsATask() {
        assertThat(explain("CannotPullContainerError: pull access denied\nexit code: 1\nname: app\nvalue: sentinel")
                        .why())
                .contains("CannotPullContainerError: pull access denied", KnownFailure.NO_REPOSITORY.happened())
                .doesNotContain("sentinel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Data truncated for column 'x' at row 1", "The table is truncated first."})
    void doesNotTakeTheWordForACut(String text) {
        assertThat(explain(text).why()).doesNotContain("was cut");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OutOfMemoryError [truncated]",
                "OutOfMemoryError <truncated>",
                "OutOfMemoryError (12 lines truncated)"
            })
    void saysThatSomebodyCutIt(String text) {
        assertThat(explain(text).why()).contains("was cut");
    }

    /** It has no error of its own. */
    @Test
    void tellsOfANestedExecutionThatTookTooLong() {
        assertThat(explain(
                                "{\"error\":\"States.TaskFailed\",\"cause\":\"{\\\"ExecutionArn\\\":\\\"arn:aws:states:eu-central-1:123456789012:"
                                        + "execution:child:abc\\\",\\\"Status\\\":\\\"TIMED_OUT\\\"}\"}")
                        .why())
                .contains(KnownFailure.EXECUTION_TIMED_OUT.happened());
    }

    /** https://github.com/aws/amazon-ecs-agent/issues/2467: what was killed was not the container's first process. */
    @Test
    void believesTheReasonOfAContainerThatEndedWithZero() {
        assertThat(explain(
                                "{\"containers\":[{\"name\":\"web\",\"exitCode\":0,\"reason\":\"OutOfMemoryError: Container killed due to memory"
                                        + " usage\"}],\"stoppedReason\":\"Essential container in task exited\",\"stopCode\":\"EssentialContainerExited\"}")
                        .why())
                .contains(KnownFailure.OUT_OF_MEMORY.happened());
    }

    /** https://github.com/aws/amazon-ecs-agent/issues/1187 */
    @Test
    void readsTheConsolesStatusReason() {
        Problem problem =
                explain("Status reason\tOutOfMemoryError: Container killed due to memory usage\nExit Code\t137");

        assertThat(problem.where()).contains("OutOfMemoryError", "137");
        assertThat(problem.why()).contains(KnownFailure.OUT_OF_MEMORY.happened());
    }

    /** A reason has colons in it, and is as long as the CLI's YAML is wide. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stopped reason\nCannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref"
                        + " docker.io/acme/job:9: docker.io/acme/job:9: not found\nStop code\nTaskFailedToStart",
                "stopCode: TaskFailedToStart\nstoppedReason: 'CannotPullContainerError: pull image manifest has been retried 1 time(s):\n"
                        + "  failed to resolve ref docker.io/acme/job:9: docker.io/acme/job:9:\n  not found'\ntaskArn: arn",
                "- stoppedReason: \"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve\n"
                        + "    ref docker.io/acme/job:9: docker.io/acme/job:9: not found\"\n  stopCode: TaskFailedToStart"
            })
    void readsTheWholeReason(String text) {
        Problem problem = explain(text);

        assertThat(problem.where()).contains("STOPPED (TaskFailedToStart)");
        assertThat(problem.why())
                .contains(
                        "failed to resolve ref docker.io/acme/job:9: docker.io/acme/job:9: not found",
                        KnownFailure.IMAGE_NOT_FOUND.happened());
    }

    /** Step Functions' word for all failures of tasks, without the cause that tells them apart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.TaskFailed",
                " States.TaskFailed\n",
                "Error: States.TaskFailed",
                "{\"error\": \"States.TaskFailed\"}",
                "Execution failed with States.TaskFailed.",
                "TaskFailedToStart",
                "stopCode: TaskFailedToStart"
            })
    void asksForTheCauseOfABareName(String text) {
        Problem problem = explain(text);

        assertThat(problem.why()).contains("by itself").doesNotContain("unknown here");
        assertThat(problem.fix()).contains("-Dsfn-ecs.e").doesNotContain("log");
    }

    @Test
    void neverShowsWhatWasOverridden() {
        assertThat(explain(
                                "{'taskArn': 'arn', 'stoppedReason': 'Odd.', 'containers': [], 'overrides': {'containerOverrides': [{'environment': "
                                        + "[{'name': 'TASK_TOKEN', 'value': 'sentinel'}]}]}}")
                        .text())
                .contains("Odd.")
                .doesNotContain("sentinel");
    }

    @Test
    void tellsOfEcsAnswerTheFailures() {
        assertThat(explain(
                                "{'tasks': [], 'failures': [{'arn': 'arn:aws:ecs:eu-central-1:123456789012:container-instance/jobs/1',"
                                        + " 'reason': 'RESOURCE:MEMORY'}]}")
                        .why())
                .contains(KnownFailure.NO_PLACE.happened());
    }

    /** Whatever a text is, reading it takes a time that grows as it does: with its square this would take hours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "{\"",
                "{a=",
                "(",
                "A(b=",
                "\\\"{",
                "{\"Cause\":\"",
                "\\\\\\\\",
                "&quot;{",
                "| a ",
                "name: x\n",
                "...",
                ",,,",
                "{a:[",
                "'",
                "=>",
                "a,",
                "a, ",
                "\n|a|b"
            })
    @Timeout(60)
    void isReadInATimeThatGrowsAsTheTextDoes(String piece) {
        assertThat(PastedFailure.of("{" + piece.repeat(100_000 / piece.length())))
                .isNotNull();
        assertThat(PastedFailure.of("A(b=" + piece.repeat(100_000 / piece.length())))
                .isNotNull();
    }
}
