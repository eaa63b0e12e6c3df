package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class AwsClientsTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void areMadeOnce() {
        assertThat(lab.clients.sfn()).isSameAs(lab.clients.sfn());
        assertThat(lab.clients.ecs()).isSameAs(lab.clients.ecs());
        assertThat(lab.clients.iam()).isSameAs(lab.clients.iam());
    }

    @Test
    void answerAheadWithWhatTheCallAnswersOrThrows() {
        Supplier<Integer> answer = lab.clients.ahead(() -> 42);
        Supplier<Object> failure = lab.clients.ahead(() -> lab.clients.iam().getRole(role -> role.roleName("none")));

        assertThat(answer.get()).isEqualTo(42);
        assertThatThrownBy(failure::get).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void leaveNoThreadBehind() throws InterruptedException {
        for (int goal = 0; goal < 2; goal++) {
            try (AwsClients clients = new AwsClients(lab.settings())) {
                List<Supplier<Object>> calls = List.of(
                        clients.ahead(() -> clients.iam().listRoles()),
                        clients.ahead(() -> clients.ecs().listClusters()));
                assertThat(calls)
                        .allSatisfy(call -> assertThatThrownBy(call::get).isNotNull());
                assertThat(threads()).isNotEmpty();
            }
        }

        for (Thread thread : threads()) {
            thread.join(Duration.ofSeconds(10).toMillis());
        }

        assertThat(threads()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sfn-ecs") && thread.isAlive())
                .toList();
    }

    /** What copying from a terminal makes of it. */
    @Test
    void keepATokenThatFitsNoHeaderToThemselves() {
        System.setProperty("aws.sessionToken", "first half of it\nother half of it");
        try (AwsClients clients = new AwsClients(lab.settings());
                AwsClients deployer = new AwsClients(settings(lab.aws, Optional.of(Lab.SCOPE.role("/", "deployer"))))) {
            for (AwsClients each : List.of(clients, deployer)) {
                assertThatThrownBy(() -> each.iam().listRoles())
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining("Their session token has a line break")
                        .hasMessageNotContaining("half of it");
            }
        } finally {
            System.clearProperty("aws.sessionToken");
        }
    }

    @Test
    void askAgainWhereAnAnswerDoesNotCome() {
        lab.account.faults().next("DescribeClusters", new Fault.Delay(Duration.ofSeconds(10)));
        try (AwsClients impatient = new AwsClients(lab.settings(), Duration.ofMillis(300))) {
            impatient.ecs().describeClusters();
        }

        assertThat(lab.calls("DescribeClusters")).isGreaterThan(1);
    }

    @Test
    void workAsTheRoleThatTheyAreToldTo() {
        // the SDK looks at the machine's clock to see whether its session has ended
        try (EmbeddedAws now = EmbeddedAws.start();
                AwsClients owner = new AwsClients(settings(now, Optional.empty()));
                AwsClients clients = new AwsClients(settings(now, Optional.of(Lab.SCOPE.role("/", "deployer"))))) {
            owner.iam().createRole(role -> role.roleName("deployer").assumeRolePolicyDocument("""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                      "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}"""));
            now.account(Lab.ACCOUNT).forgetCalls();

            clients.sfn().listStateMachines();
            clients.ecs().describeClusters();

            assertThat(now.account(Lab.ACCOUNT).calls())
                    .extracting(ApiCall::operation)
                    .containsExactly("AssumeRole", "ListStateMachines", "DescribeClusters");
        }
    }

    @Test
    void goWhereTheProfileSays(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("config"), """
                [profile elsewhere]
                aws_access_key_id = 210987654321
                aws_secret_access_key = not-needed-here
                endpoint_url = %s
                """.formatted(lab.aws.endpoint()));
        System.setProperty("aws.configFile", config.toString());
        try (AwsClients clients = new AwsClients(
                new AwsSettings("eu-central-1", Optional.of("elsewhere"), Optional.empty(), Optional.empty()))) {
            clients.ecs().describeClusters();

            assertThat(lab.aws.account("210987654321").calls())
                    .extracting(ApiCall::operation)
                    .containsExactly("DescribeClusters");
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void goWhereTheEnvironmentSaysUnlessAnEndpointIsSet() {
        System.setProperty("aws.endpointUrl", lab.aws.endpoint().toString());
        try (EmbeddedAws other = EmbeddedAws.start();
                AwsClients there = new AwsClients(
                        new AwsSettings("eu-central-1", Optional.empty(), Optional.empty(), Optional.empty()));
                AwsClients elsewhere = new AwsClients(settings(other, Optional.empty()))) {
            there.ecs().describeClusters();
            elsewhere.sfn().listStateMachines();

            assertThat(lab.account.calls()).extracting(ApiCall::operation).containsExactly("DescribeClusters");
            assertThat(other.account(Lab.ACCOUNT).calls())
                    .extracting(ApiCall::operation)
                    .containsExactly("ListStateMachines");
        } finally {
            System.clearProperty("aws.endpointUrl");
        }
    }

    private static AwsSettings settings(EmbeddedAws aws, Optional<String> role) {
        return new AwsSettings("eu-central-1", Optional.empty(), Optional.of(aws.endpoint()), role);
    }
}
