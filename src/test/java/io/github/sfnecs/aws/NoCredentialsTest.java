package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.Trace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/** Why there are no credentials, as the SDK tells it and as the user reads it. */
class NoCredentialsTest {
    private static final List<String> VARIABLES = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_PROFILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_ROLE_ARN",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

    private final Set<String> set = new HashSet<>();

    @TempDir
    private Path home;

    @BeforeEach
    void haveProfiles() throws IOException {
        Path config = Files.writeString(home.resolve("config"), """
                [profile circle]
                role_arn = arn:aws:iam::123456789012:role/one
                source_profile = circle2
                [profile circle2]
                role_arn = arn:aws:iam::123456789012:role/two
                source_profile = circle
                [profile half]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                [profile sourceless]
                role_arn = arn:aws:iam::123456789012:role/one
                [profile session]
                sso_session = nowhere
                sso_account_id = 123456789012
                sso_role_name = Deployer
                [profile silent]
                credential_process = sh -c "echo no luck today >&2; exit 3"
                [profile talkative]
                credential_process = echo wJalrXUtnFEMI
                """);
        set("aws.configFile", config.toString());
        set("aws.sharedCredentialsFile", home.resolve("credentials").toString());
        set("aws.disableEc2Metadata", "true");
        // whoever runs this may have some
        VARIABLES.forEach(name -> SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(name, null));
    }

    @AfterEach
    void forgetThem() {
        set.forEach(System::clearProperty);
        SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nobody     | Profile file contained no credentials for profile 'nobody'
            circle     | Invalid profile file: Circular relationship detected with profiles [
            half       | Profile property 'aws_secret_access_key' was not configured for 'half'.
            sourceless | Profile file contained no credentials for profile 'sourceless'
            session    | Sso-session section not found with sso-session title nowhere.
            silent     | Failed to refresh process-based credentials. Command returned non-zero exit value (3) with error message: no luck today
            talkative  | Failed to refresh process-based credentials.
            """)
    void aProfileSaysInOneLineWhatItLacks(String profile, String why) {
        Problem problem = AwsProblems.of(failure(Optional.of(profile)));

        assertThat(problem.what()).isEqualTo("There are no AWS credentials.");
        assertThat(problem.why()).startsWith(why).hasLineCount(1).doesNotContain("ProfileFile(");
        assertThat(problem.text()).contains("aws sso login --profile");
    }

    /** It may well be a part of the secret. */
    @Test
    void whatAProcessPrintsIsInNoTrace() {
        assertThat(Trace.of(failure(Optional.of("talkative"))))
                .contains("process-based")
                .doesNotContain("wJalrXUtnFEMI");
    }

    @Test
    void theDefaultChainSaysForEachProviderInALineWhatItLacks() {
        set("aws.webIdentityTokenFile", home.resolve("token").toString());
        set("aws.roleArn", "arn:aws:iam::123456789012:role/one");

        assertThat(AwsProblems.of(failure(Optional.empty())).text().lines())
                .hasSize(9)
                .contains(
                        "There are no AWS credentials.",
                        "  where: AWS call Sfn ListStateMachines",
                        "         WebIdentityTokenFile: java.nio.file.NoSuchFileException: " + home.resolve("token"),
                        "         Profile: Profile file contained no credentials for profile 'default'")
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "  why:   SystemProperty: Unable to load credentials from system settings. Access key"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("         EnvironmentVariable: ")
                        .contains("AWS_ACCESS_KEY_ID"))
                .anySatisfy(line -> assertThat(line).startsWith("         Container: "))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(
                                "         InstanceProfile: IMDS credentials have been disabled by environment variable or"
                                        + " system property."));
    }

    private static SdkException failure(Optional<String> profile) {
        try (AwsClients clients = new AwsClients(new AwsSettings(
                "eu-central-1", profile, Optional.of(URI.create("http://localhost:1")), Optional.empty()))) {
            SdkException exception =
                    catchThrowableOfType(SdkException.class, () -> clients.sfn().listStateMachines());
            assertThat(exception).isNotNull();
            assertThat(AwsProblems.passing(exception)).isFalse();
            return exception;
        }
    }

    private void set(String property, String value) {
        System.setProperty(property, value);
        set.add(property);
    }
}
