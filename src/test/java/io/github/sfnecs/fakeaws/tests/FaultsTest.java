package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.Fault;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.model.StsException;

/** What goes wrong on demand. */
class FaultsTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void throttlingIsSpelledByTheProtocol() {
        world.account.faults().next("ListTasks", new Fault.Throttle());
        world.account.faults().next("GetRole", new Fault.Throttle());

        assertThatThrownBy(this::listTasks)
                .isInstanceOfSatisfying(
                        EcsException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue())
                .hasMessageContaining("Rate exceeded");
        assertThatThrownBy(() -> getRole("runner"))
                .isInstanceOfSatisfying(
                        IamException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
        listTasks();
    }

    @Test
    void aServiceFails() {
        world.account.faults().next("ListTasks", new Fault.ServerError(503));

        assertThatThrownBy(this::listTasks)
                .isInstanceOfSatisfying(
                        EcsException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    }

    @Test
    void aConnectionDropsBeforeOrAfterTheWork() {
        world.account.faults().next("CreateRole", new Fault.DropBeforeHandling());
        assertThatThrownBy(() -> createRole("one")).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> getRole("one")).isInstanceOf(NoSuchEntityException.class);

        world.account.faults().next("CreateRole", new Fault.DropAfterHandling());
        assertThatThrownBy(() -> createRole("one")).isInstanceOf(SdkClientException.class);
        getRole("one");
    }

    @Test
    void anAnswerEndsHalfWay() {
        world.account.faults().next("GetRole", new Fault.TruncatedAnswer());

        assertThatThrownBy(() -> getRole("runner")).isInstanceOf(SdkClientException.class);
        getRole("runner");
    }

    @Test
    void anAnswerTakesLonger() {
        world.account.faults().next("GetRole", new Fault.Delay(Duration.ofMillis(50)));
        long before = System.nanoTime();
        getRole("runner");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    /** Each is cut off by the client, which gives an attempt this long: the read time-out of the JDK ends only silence. */
    @ParameterizedTest
    @MethodSource("unending")
    void anAnswerNeverEnds(Fault fault) {
        world.account.faults().next("CreateRole", fault);

        assertThatThrownBy(() -> world.clients
                        .iam()
                        .createRole(role -> role.roleName("one")
                                .assumeRolePolicyDocument(World.TRUST)
                                .overrideConfiguration(call -> call.apiCallAttemptTimeout(Duration.ofMillis(300)))))
                .isInstanceOf(ApiCallAttemptTimeoutException.class);
        getRole("one");
    }

    private static Stream<Fault> unending() {
        return Stream.of(new Fault.Silent(), new Fault.Trickle(Duration.ofMillis(50)));
    }

    @Test
    void theCallerIsDeniedOrItsSessionIsOver() {
        world.account
                .faults()
                .next("CreateRole", new Fault.Denied("User: x is not authorized to perform: iam:CreateRole"));
        world.account.faults().next("GetCallerIdentity", new Fault.ExpiredToken());

        assertThatThrownBy(() -> createRole("one"))
                .isInstanceOfSatisfying(
                        IamException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .hasMessageContaining("not authorized to perform: iam:CreateRole");
        assertThatThrownBy(() -> world.clients.sts().getCallerIdentity())
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
    }

    @Test
    void anOperationIsUnsupported() {
        world.account.faults().next("ListTasks", new Fault.Unsupported());

        assertThatThrownBy(this::listTasks)
                .isInstanceOfSatisfying(
                        EcsException.class, e -> assertThat(e.statusCode()).isEqualTo(501));
    }

    @Test
    void anEndpointAnswersInWordsOfItsOwn() {
        world.account.faults().next("ListTasks", new Fault.Answer(418, "Teapot", "No tasks in here."));

        assertThatThrownBy(this::listTasks)
                .isInstanceOfSatisfying(
                        EcsException.class, e -> assertThat(e.statusCode()).isEqualTo(418))
                .hasMessageContaining("No tasks in here.");
    }

    @Test
    void anEndpointMakesSomethingElseOfItsAnswers() {
        world.account.answers("GetRole", answer -> {
            ((ObjectNode) answer.path("Role")).put("RoleName", "somebody");
            return answer;
        });

        assertThat(world.clients
                        .iam()
                        .getRole(role -> role.roleName("runner"))
                        .role()
                        .roleName())
                .isEqualTo("somebody");
    }

    @Test
    void faultsHitTheNthOrEveryCall() {
        world.account.faults().nth("ListTasks", 2, new Fault.Throttle());
        listTasks();
        assertThatThrownBy(this::listTasks).isInstanceOf(EcsException.class);
        listTasks();
        world.account.faults().always("ListTasks", new Fault.Throttle());
        IntStream.range(0, 3).forEach(i -> assertThatThrownBy(this::listTasks).isInstanceOf(EcsException.class));
        world.account.faults().clear();
        listTasks();
    }

    @Test
    void theJournalShowsWhatBecameOfEachCall() {
        world.account.forgetCalls();
        world.account.faults().next("ListTasks", new Fault.DropBeforeHandling());
        assertThatThrownBy(this::listTasks).isInstanceOf(SdkClientException.class);
        createRole("one");
        assertThatThrownBy(() -> createRole("one")).isInstanceOf(IamException.class);

        assertThat(world.account.calls())
                .extracting(call -> call.service() + " " + call.operation() + " " + call.status() + " " + call.error())
                .containsExactly(
                        "ecs ListTasks 0 DropBeforeHandling",
                        "iam CreateRole 200 null",
                        "iam CreateRole 409 EntityAlreadyExists");
        assertThat(world.account.writes())
                .hasSize(2)
                .allSatisfy(call ->
                        assertThat(call.request().path("RoleName").asText()).isEqualTo("one"));
    }

    private void listTasks() {
        world.clients.ecs().listTasks(list -> list.cluster("jobs"));
    }

    private void createRole(String name) {
        world.clients.iam().createRole(role -> role.roleName(name).assumeRolePolicyDocument(World.TRUST));
    }

    private void getRole(String name) {
        world.clients.iam().getRole(role -> role.roleName(name));
    }
}
