package io.github.sfnecs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that the SDK reads by itself and can't use. */
class SdkSettingsTest {
    private static final URI ENDPOINT = URI.create("http://localhost:4566");

    private static final String EXECUTION = Lab.SCOPE.execution("nightly", "run");

    private final Set<String> set = new HashSet<>();

    @TempDir
    private Path home;

    @AfterEach
    void unset() {
        set.forEach(System::clearProperty);
    }

    @Test
    void theSettingIsNamedThatTheSdkNames() {
        set("aws.useFipsEndpoint", "maybe");
        set("aws.disableEc2Metadata", "true");

        Problem problem = problem("default", Optional.of(ENDPOINT));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
        assertThat(problem.what()).isEqualTo("The AWS settings of this machine can't be used.");
        assertThat(problem.where()).isEqualTo("aws.useFipsEndpoint");
        assertThat(problem.why()).contains("was defined as 'maybe', but should be 'false' or 'true'");
        assertThat(problem.fix()).startsWith("Correct or unset what this is about; all settings: https://");
    }

    @Test
    void theSettingIsNamedOfWhichTheSdkSaysTheValueOnly() {
        set("aws.maxAttempts", "many");

        Problem problem = problem("default", Optional.of(ENDPOINT));

        assertThat(problem.where()).isEqualTo("aws.maxAttempts");
        assertThat(problem.why()).isEqualTo("For input string: \"many\"");
    }

    @Test
    void theFilesAreNamedWhereTheSdkSpeaksOfAProfile() throws IOException {
        Path config = config("no profile begins here");

        Problem problem = problem("default", Optional.of(ENDPOINT));

        assertThat(problem.where()).isEqualTo(config.toString());
        assertThat(problem.why()).isEqualTo("Expected a profile definition on line 1");
    }

    @Test
    void allSettingsAreNamedOfWhichTheSdkSaysNothing() throws IOException {
        Path config = config("");
        set("aws.maxAttempts", "0");

        Problem problem = problem("default", Optional.of(ENDPOINT));

        assertThat(problem.where()).contains("aws.configFile, aws.maxAttempts").endsWith("\n" + config);
        assertThat(problem.why()).isEqualTo("maxAttempts must be positive");
    }

    @Test
    void aProfilesEndpointThatIsNoUrlIsToldBeforeAnyCall() throws IOException {
        Path config = config("""
                [profile scheme]
                endpoint_url = localhost:4566
                [profile blank]
                endpoint_url = not a url
                """);

        assertThat(problem("scheme", Optional.empty()).text())
                .contains(config.toString(), "The endpoint localhost:… is not an http or https URL");
        assertThat(problem("blank", Optional.empty()).text())
                .contains(config.toString(), "An invalid URI was configured in profile property endpoint_url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://states.eu-central-1.amazonaws.com",
                "https://vpce-0abc-1def.states.eu-central-1.vpce.amazonaws.com",
                "https://states-fips.us-gov-west-1.amazonaws.com",
                "https://states.cn-north-1.amazonaws.com.cn",
                "https://States.eu-central-1.API.AWS:443"
            })
    void anEndpointOfAwsIsKnown(URI endpoint) {
        assertThat(SdkSettings.isAws(endpoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4566",
                "http://127.0.0.1",
                "https://localhost.localstack.cloud:4566",
                "https://amazonaws.com.example.org",
                "https://myamazonaws.com"
            })
    void anyOtherEndpointIsNot(URI endpoint) {
        assertThat(SdkSettings.isAws(endpoint)).isFalse();
    }

    /** Whichever of all ways the SDK is told of it by. */
    @Test
    void theConsoleOfAwsIsLinkedToOnlyWhereTheEndpointIsAws() throws IOException {
        config("""
                [profile aws]
                region = eu-central-1
                [profile local]
                endpoint_url = http://localhost:4566
                [profile stepfunctions]
                services = some
                [services some]
                sfn =
                  endpoint_url = http://localhost:4566
                """);

        assertThat(link("aws", Optional.empty())).hasValue(Lab.SCOPE.consoleLink(EXECUTION));
        assertThat(link("aws", Optional.of(URI.create("https://states.eu-central-1.amazonaws.com"))))
                .isPresent();
        assertThat(link("aws", Optional.of(ENDPOINT))).isEmpty();
        assertThat(link("local", Optional.empty())).isEmpty();
        assertThat(link("stepfunctions", Optional.empty())).isEmpty();
        set("aws.endpointUrlSfn", ENDPOINT.toString());
        assertThat(link("aws", Optional.empty())).isEmpty();
    }

    private static Optional<String> link(String profile, Optional<URI> endpoint) {
        try (AwsClients clients =
                new AwsClients(new AwsSettings("eu-central-1", Optional.of(profile), endpoint, Optional.empty()))) {
            return clients.consoleLink(EXECUTION);
        }
    }

    private Path config(String text) throws IOException {
        Path config = Files.writeString(home.resolve("config"), text);
        set("aws.configFile", config.toString());
        set("aws.sharedCredentialsFile", home.resolve("credentials").toString());
        return config;
    }

    private void set(String property, String value) {
        System.setProperty(property, value);
        set.add(property);
    }

    private static Problem problem(String profile, Optional<URI> endpoint) {
        try (AwsClients clients =
                new AwsClients(new AwsSettings("eu-central-1", Optional.of(profile), endpoint, Optional.empty()))) {
            ProblemException exception = catchThrowableOfType(ProblemException.class, clients::sfn);
            assertThat(exception).isNotNull();
            return exception.problems().get(0);
        }
    }
}
