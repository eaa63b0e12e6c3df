package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.testing.AnswerMembers;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.ClosedPort;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean to the user. */
class AwsProblemsTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void aDenialNamesTheCall() {
        lab.account
                .faults()
                .always("ListRoles", new Fault.Denied("User: anna is not authorized to perform: iam:ListRoles"));

        assertThat(problem(lab.clients, clients -> clients.iam().listRoles()))
                .isEqualTo(new Problem(
                        Problem.Kind.FAILED,
                        "You are not allowed to do this.",
                        "AWS call Iam ListRoles",
                        "AccessDenied: User: anna is not authorized to perform: iam:ListRoles",
                        "Give the caller this permission; the manual lists what each goal needs"));
    }

    @Test
    void anAnswerThatLacksWhatAwsAlwaysSaysIsNamedAndNotAskedForAgain() {
        lab.account
                .faults()
                .always("DescribeTaskDefinition", new Fault.Rewritten(AnswerMembers.without(".taskDefinition.family")));

        assertThat(problem(
                        lab.clients,
                        clients -> clients.ecs().describeTaskDefinition(describe -> describe.taskDefinition("job"))))
                .isEqualTo(new Problem(
                        Problem.Kind.UNREACHABLE,
                        "What answered does not speak like AWS: its answer is not whole.",
                        "AWS call Ecs DescribeTaskDefinition on job",
                        "The answer has no taskDefinition.family",
                        "Correct sfn-ecs.endpoint or AWS_ENDPOINT_URL where one is set; else a proxy or a login page is in"
                                + " between"));
        assertThat(lab.calls("DescribeTaskDefinition")).isOne();
    }

    @Test
    void anExpiredSessionSaysToLogInAnew() {
        lab.account.faults().always("ListClusters", new Fault.ExpiredToken());

        Problem problem = problem(lab.clients, clients -> clients.ecs().listClusters());

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
        assertThat(problem.text())
                .isEqualTo("AWS does not accept the credentials.\n  where: AWS call Ecs ListClusters\n  why:  "
                        + " ExpiredTokenException: The security token included in the request is expired\n  fix:   Log in"
                        + " anew; for an IAM Identity Center profile: aws sso login --profile …");
    }

    @Test
    void anEndpointOutOfReachNamesTheCall() throws IOException {
        try (ClosedPort port = new ClosedPort();
                AwsClients nowhere = new AwsClients(
                        new AwsSettings("eu-central-1", Optional.empty(), Optional.of(port.uri()), Optional.empty()))) {
            Problem problem = problem(nowhere, clients -> clients.sfn().listStateMachines());

            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
            assertThat(problem.what()).isEqualTo("AWS could not be reached.");
            assertThat(problem.where()).isEqualTo("AWS call Sfn ListStateMachines");
            assertThat(problem.why()).contains("Connection refused");
            assertThat(problem.fix())
                    .isEqualTo(
                            "Check the network, the region, and sfn-ecs.endpoint or AWS_ENDPOINT_URL where one is set");
        }
    }

    @Test
    void aProfileThatDoesNotExistSaysHowToLogIn() {
        try (AwsClients clients = new AwsClients(new AwsSettings(
                "eu-central-1", Optional.of("no-such-profile"), Optional.of(lab.aws.endpoint()), Optional.empty()))) {
            Problem problem = problem(clients, any -> any.sfn().listStateMachines());

            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
            assertThat(problem.what()).isEqualTo("There are no AWS credentials.");
            assertThat(problem.why()).contains("no-such-profile");
            assertThat(problem.fix()).contains("aws sso login --profile");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(...)",
                "The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO"
                        + " session run aws sso login with the corresponding profile."
            })
    void missingCredentialsSayHowToLogIn(String message) {
        assertThat(AwsProblems.of(SdkClientException.create(message)).what())
                .isEqualTo("There are no AWS credentials.");
    }

    /** As of a captive portal, or of a proxy. */
    @Test
    void anAnswerWithoutAnErrorOfAwsIsNotOfAws() {
        try (CannedAws portal = new CannedAws().refuses("ListTasks", 302, "<html>'Log in'</html>")) {
            Problem problem = problem(portal.clients, clients -> clients.ecs().listTasks());

            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
            assertThat(problem.what()).isEqualTo("What answered does not speak like AWS: it said 302.");
            assertThat(problem.where()).isEqualTo("AWS call Ecs ListTasks");
            assertThat(problem.fix()).contains("sfn-ecs.endpoint", "proxy");
        }
    }

    /** Also where it was asked for credentials: it refuses nothing, for it knows nothing. */
    @Test
    void aStrangerRefusesNoCredentials() {
        try (CannedAws portal = new CannedAws()
                        .refuses("AssumeRole", 302, "<html>'Log in'</html>")
                        .refuses("/", 302, "");
                AwsClients clients = new AwsClients(new AwsSettings(
                        "eu-central-1",
                        Optional.empty(),
                        Optional.of(portal.endpoint()),
                        Optional.of(Lab.SCOPE.role("/", "deployer"))))) {
            Problem problem = problem(clients, any -> any.ecs().listTasks());

            assertThat(problem.what()).isEqualTo("What answered does not speak like AWS: it said 302.");
        }
    }

    /** As of a port on which something else listens. */
    @Test
    void anAnswerThatIsNoHttpIsWorthAnotherTry() throws Exception {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CompletableFuture<Void> ssh = CompletableFuture.runAsync(() -> greet(socket));
        try (socket;
                AwsClients clients = new AwsClients(new AwsSettings(
                        "eu-central-1",
                        Optional.empty(),
                        Optional.of(URI.create("http://127.0.0.1:" + socket.getLocalPort())),
                        Optional.empty()))) {
            SdkException exception =
                    catchThrowableOfType(SdkException.class, () -> clients.ecs().listTasks());

            assertThat(AwsProblems.passing(exception)).isTrue();
            assertThat(AwsProblems.of(exception).text())
                    .startsWith("AWS could not be reached.\n  where: AWS call Ecs ListTasks\n  why:   ")
                    .contains("Invalid Http response");
        }
        ssh.join();
    }

    /** Greets who calls, until nobody can any more, as a server does that is for something else. */
    private static void greet(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                caller.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                caller.shutdownOutput();
                caller.getInputStream().readAllBytes();
            } catch (IOException e) {
                // the caller left, or the test is over
            }
        }
    }

    /** No name has a part of more than 63 characters, so nobody asks the network for it. */
    @Test
    void aHostThatIsNotKnownIsNamed() {
        String host = "x".repeat(64) + ".invalid";
        try (AwsClients nowhere = new AwsClients(new AwsSettings(
                "eu-central-1", Optional.empty(), Optional.of(URI.create("http://" + host)), Optional.empty()))) {
            Problem problem = problem(nowhere, clients -> clients.ecs().listTasks());

            assertThat(problem.what()).isEqualTo("AWS could not be reached.");
            assertThat(problem.where()).isEqualTo("AWS call Ecs ListTasks");
            assertThat(problem.why()).startsWith("The host is not known: " + host);
        }
    }

    @Test
    void aClockThatIsWrongIsNoReasonToLogIn() {
        AwsServiceException refused = AwsServiceException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InvalidSignatureException")
                        .errorMessage("Signature expired: 20261127T120000Z is now earlier than 20261127T124500Z")
                        .build())
                .build();

        assertThat(AwsProblems.of(refused).fix()).startsWith("Set the clock of this machine");
    }

    /** Of all calls that the caller may make, this is none: who asks only for what he may see would see nothing, and say so. */
    @Test
    void aRoleThatMayNotBeAssumedIsNoDenialOfTheGoalsCall() {
        lab.account.faults().always("AssumeRole", new Fault.Denied("Not authorized to perform: sts:AssumeRole"));
        String role = Lab.SCOPE.role("/", "deployer");
        try (AwsClients clients = new AwsClients(new AwsSettings(
                "eu-central-1", Optional.empty(), Optional.of(lab.aws.endpoint()), Optional.of(role)))) {
            Problem problem = problem(clients, any -> any.ecs().listTasks());

            assertThat(problem.text())
                    .startsWith("AWS refuses the credentials to you.\n  where: AWS call Sts AssumeRole on " + role
                            + "\n  why:   AccessDenied: Not authorized to perform: sts:AssumeRole\n  fix:   Give the caller"
                            + " sts:AssumeRole on the role");
        }
    }

    @Test
    void aServiceThatBreaksIsWorthAnotherTry() {
        lab.account.faults().always("ListClusters", new Fault.ServerError(500));

        Problem problem = problem(lab.clients, clients -> clients.ecs().listClusters());

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
        assertThat(problem.what()).isEqualTo("AWS did not answer as it should, after retries.");
        assertThat(problem.fix()).isEqualTo("Run it again; every goal is safe to repeat");
        assertThat(lab.calls("ListClusters")).isEqualTo(5);
    }

    /** As services spell it, and as the front doors of some do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ThrottlingException",
                "Throttling",
                "ThrottledException",
                "TooManyRequestsException",
                "RequestLimitExceeded"
            })
    void aThrottleIsWorthAnotherTryHoweverItIsSpelled(String code) {
        AwsServiceException throttle = AwsServiceException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("Rate exceeded")
                        .build())
                .build();

        assertThat(AwsProblems.passing(throttle)).isTrue();
        assertThat(AwsProblems.of(throttle).fix()).isEqualTo("Run it again; every goal is safe to repeat");
    }

    @Test
    void aThrottleWithoutANameIsWorthAnotherTry() {
        assertThat(AwsProblems.passing(
                        AwsServiceException.builder().statusCode(429).build()))
                .isTrue();
    }

    @Test
    void aRefusalIsToldInAwsOwnWords() {
        Problem problem = problem(lab.clients, clients -> clients.ecs().listTasks(list -> list.cluster("none")));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.FAILED);
        assertThat(problem.text())
                .isEqualTo(
                        "AWS refused.\n  where: AWS call Ecs ListTasks on none\n  why:   ClusterNotFoundException: Cluster not"
                                + " found.\n  fix:   Correct clusterArn, then mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine");
    }

    private static Problem problem(AwsClients clients, Consumer<AwsClients> call) {
        SdkException exception = catchThrowableOfType(SdkException.class, () -> call.accept(clients));
        assertThat(exception).isNotNull();
        return AwsProblems.of(exception);
    }
}
