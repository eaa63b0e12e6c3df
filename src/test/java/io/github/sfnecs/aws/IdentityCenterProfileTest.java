package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.testing.CannedAws;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/** A profile of IAM Identity Center: who is logged in works as the profile says, and who is not is told how. */
class IdentityCenterProfileTest {
    private static final String CONFIG_FILE = "aws.configFile";
    private static final String SSO_ENDPOINT = "aws.endpointUrlSso";

    /** The home where the SDK looks for sessions; it remembers the first one for good, so both tests have the same. */
    @TempDir
    private static Path home;

    @BeforeAll
    static void beAtHome() {
        SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride("HOME", home.toString());
    }

    @AfterAll
    static void leave() {
        SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
    }

    @AfterEach
    void forgetTheProfile() {
        System.clearProperty(CONFIG_FILE);
        System.clearProperty(SSO_ENDPOINT);
    }

    @Test
    void whoIsLoggedInWorksWithTheCredentialsOfTheSession() throws Exception {
        useProfileOfSession("somebody-is-logged-in-here");
        logIn("somebody-is-logged-in-here");
        try (EmbeddedAws aws = EmbeddedAws.start();
                // also has the keys of another account in the system properties, which do not count
                CannedAws sso = new CannedAws().answers("/federation/credentials", """
                        {'roleCredentials': {'accessKeyId': '210987654321', 'secretAccessKey': 'secret',
                          'sessionToken': 'session', 'expiration': %d}}""".formatted(
                                Instant.now().plus(Duration.ofHours(1)).toEpochMilli()));
                AwsClients clients = clients(Optional.of(aws.endpoint()))) {
            System.setProperty(SSO_ENDPOINT, sso.endpoint().toString());

            clients.ecs().describeClusters();

            assertThat(sso.called()).containsExactly("/federation/credentials");
            assertThat(aws.account("210987654321").calls())
                    .extracting(ApiCall::operation)
                    .containsExactly("DescribeClusters");
        }
    }

    @Test
    void whoIsNotLoggedInIsToldHowToLogIn() throws Exception {
        useProfileOfSession("nobody-is-logged-in-here");
        try (AwsClients clients = clients(Optional.empty())) {
            SdkException exception =
                    catchThrowableOfType(SdkException.class, () -> clients.ecs().listTasks());
            Problem problem = AwsProblems.of(exception);

            assertThat(problem.what()).isEqualTo("There are no AWS credentials.");
            assertThat(problem.why()).contains("SSO").doesNotContain("module");
            assertThat(problem.fix()).contains("aws sso login --profile");
        }
    }

    private static AwsClients clients(Optional<URI> endpoint) {
        return new AwsClients(new AwsSettings("eu-central-1", Optional.of("team"), endpoint, Optional.empty()));
    }

    private static void useProfileOfSession(String session) throws IOException {
        Path config = Files.writeString(home.resolve("config"), """
                [profile team]
                sso_session = %1$s
                sso_account_id = 210987654321
                sso_role_name = Deployer

                [sso-session %1$s]
                sso_region = eu-central-1
                sso_start_url = https://example.invalid/start
                """.formatted(session));
        System.setProperty(CONFIG_FILE, config.toString());
    }

    /** What {@code aws sso login} leaves behind. */
    private static void logIn(String session) throws Exception {
        Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        byte[] name = MessageDigest.getInstance("SHA-1").digest(session.getBytes(StandardCharsets.UTF_8));
        Files.writeString(cache.resolve(HexFormat.of().formatHex(name) + ".json"), """
                {"accessToken": "token", "expiresAt": "%s", "region": "eu-central-1",
                 "startUrl": "https://example.invalid/start"}""".formatted(
                        Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS)));
    }
}
