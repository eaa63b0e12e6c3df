package io.github.sfnecs.fakeaws.tests.mapruns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.tests.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What the role of a distributed Map, and who looks at its runs, have to be allowed. */
class MapRunPermissionsTest {

    private static final String PASS = "{\"Type\": \"Pass\", \"End\": true}";
    private static final String WAIT = "{\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}";
    private static final String LABEL = "\"Label\": \"Each\", ";

    private final World world = new World();
    private final MapRuns runs = new MapRuns(world);

    @BeforeEach
    void letStart() {
        runs.allowToStart();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"false, SUCCEEDED", "true, FAILED"})
    void aChildShowsItselfToTheTrustPolicy(boolean labelled, String status) {
        world.account.labelledSources(labelled);
        world.account.script("job", TaskScript.exits(0));
        world.clients
                .iam()
                .updateAssumeRolePolicy(update -> update.roleName("runner")
                        .policyDocument(World.TRUST.replace("stateMachine:*", "stateMachine:machine")));
        String execution = runs.start("\"Label\": \"Each\",", runs.task(), "[1]");
        world.clock.advance(Duration.ofMinutes(10));

        assertThat(world.describe(execution).statusAsString()).isEqualTo(status);
        assertThat(world.events(runs.children(execution).get(0).executionArn()))
                .contains(labelled ? "TaskFailed" : "TaskSucceeded");
    }

    @Test
    void theRoleHasToStartItsOwnMachine() {
        world.allow(World.RUN_TASK);
        DescribeExecutionResponse end = world.describe(runs.start("", PASS, "[1]"));

        assertThat(end.statusAsString()).isEqualTo("FAILED");
        assertThat(end.cause())
                .contains("is not authorized to perform: states:StartExecution on resource: " + World.MACHINE
                        + " because no identity-based policy allows the states:StartExecution action");
        assertThat(world.events(end.executionArn()))
                .doesNotContain("MapRunStarted")
                .contains("MapStateFailed");
    }

    /** See https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionNeedsRunsAndLabelledExecutions(boolean allowed) {
        String execution = runs.start(LABEL, WAIT, "[1]");
        String run = runs.arn(execution);
        String child = runs.children(execution).get(0).executionArn();
        String part = allowed ? "machine/Each:*" : "machine:*";
        letCaller("""
                {"Effect": "Allow", "Action": "states:*", "Resource": ["arn:aws:states:eu-central-1:123456789012:mapRun:%s",
                  "arn:aws:states:eu-central-1:123456789012:execution:%s"]}""".formatted(part, part));
        world.account.bindSessions();
        try (SfnClient session = session()) {
            List<Runnable> calls = List.of(
                    () -> session.describeMapRun(request -> request.mapRunArn(run)),
                    () -> session.updateMapRun(request -> request.mapRunArn(run).maxConcurrency(5)),
                    () -> session.listExecutions(request -> request.mapRunArn(run)),
                    () -> session.listMapRuns(request -> request.executionArn(child)),
                    () -> session.describeExecution(request -> request.executionArn(child)),
                    () -> session.getExecutionHistory(request -> request.executionArn(child)),
                    () -> session.stopExecution(request -> request.executionArn(child)));
            for (Runnable call : calls) {
                if (allowed) {
                    call.run();
                } else {
                    assertThatThrownBy(call::run).hasMessageContaining("is not authorized to perform: states:");
                }
            }
        }
    }

    private void letCaller(String statement) {
        world.clients.iam().createRole(role -> role.roleName("caller").assumeRolePolicyDocument(World.policy("""
                        {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}""")));
        world.clients
                .iam()
                .putRolePolicy(
                        policy -> policy.roleName("caller").policyName("p").policyDocument(World.policy(statement)));
    }

    private SfnClient session() {
        Credentials given = world.clients
                .sts()
                .assumeRole(request ->
                        request.roleArn("arn:aws:iam::123456789012:role/caller").roleSessionName("session"))
                .credentials();
        return SfnClient.builder()
                .endpointOverride(world.aws.endpoint())
                .region(Region.EU_CENTRAL_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        given.accessKeyId(), given.secretAccessKey(), given.sessionToken())))
                .build();
    }
}
