package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sfnecs.diagnostic.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/** A profile of IAM Identity Center: what reads it is on the class path, and who is not logged in is told how. */
class IdentityCenterProfileTest {
    private static final String CONFIG_FILE = "aws.configFile";

    @AfterEach
    void forgetTheFile() {
        System.clearProperty(CONFIG_FILE);
    }

    @Test
    void whoIsNotLoggedInIsToldHowToLogIn(@TempDir Path folder) throws Exception {
        Path config = folder.resolve("config");
        Files.writeString(config, """
                [profile team]
                sso_session = nobody-is-logged-in-here
                sso_account_id = 123456789012
                sso_role_name = Deployer

                [sso-session nobody-is-logged-in-here]
                sso_region = eu-central-1
                sso_start_url = https://example.invalid/start
                """);
        System.setProperty(CONFIG_FILE, config.toString());

        try (AwsClients aws = new AwsClients(
                new AwsSettings("eu-central-1", Optional.of("team"), Optional.empty(), Optional.empty()))) {
            SdkException exception =
                    catchThrowableOfType(SdkException.class, () -> aws.ecs().listTasks());
            Problem problem = AwsProblems.of(exception);

            assertThat(problem.what()).isEqualTo("There are no AWS credentials.");
            assertThat(problem.why()).contains("SSO").doesNotContain("module");
            assertThat(problem.fix()).contains("aws sso login --profile");
        }
    }
}
