package io.github.sfnecs.aws;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;

/** STS is asked where the cluster is, unless a region of the cluster's partition is named; nothing leaves this machine. */
class CredentialsChainTest {
    private static final String EVERYWHERE = """
            aws,        eu-central-1,  sts.eu-central-1.amazonaws.com
            aws-cn,     cn-north-1,    sts.cn-north-1.amazonaws.com.cn
            aws-us-gov, us-gov-west-1, sts.us-gov-west-1.amazonaws.com
            """;

    private static final String KEYS = """
            [profile keys]
            aws_access_key_id = 123456789012
            aws_secret_access_key = not-needed-here
            """;

    /** What a machine may have, and what the SDK would then take no further look at. */
    private final Map<String, Optional<String>> before = Stream.of(
                    "aws.accessKeyId",
                    "aws.configFile",
                    "aws.disableEc2Metadata",
                    "aws.profile",
                    "aws.region",
                    "aws.roleArn",
                    "aws.secretAccessKey",
                    "aws.sharedCredentialsFile",
                    "aws.webIdentityTokenFile")
            .collect(toMap(name -> name, name -> Optional.ofNullable(System.getProperty(name))));

    @TempDir
    private Path folder;

    @BeforeEach
    void beNobody() {
        before.keySet().forEach(System::clearProperty);
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
    }

    @AfterEach
    void beWhoYouWere() {
        before.forEach((name, value) ->
                value.ifPresentOrElse(was -> System.setProperty(name, was), () -> System.clearProperty(name)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERYWHERE)
    void aRoleOfAProfile(String partition, String region, String sts) throws Exception {
        config(KEYS + role("team", partition, "source_profile = keys"));

        assertThat(asked(region, Optional.of("team"))).isEqualTo(sts);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERYWHERE)
    void aRoleOfTheProfileThatIsTheDefault(String partition, String region, String sts) throws Exception {
        config(KEYS + role("team", partition, "source_profile = keys"));
        System.setProperty("aws.profile", "team");

        assertThat(asked(region, Optional.empty())).isEqualTo(sts);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERYWHERE)
    void aRoleForWhomTheEnvironmentNames(String partition, String region, String sts) throws Exception {
        config(role("team", partition, "credential_source = Environment"));
        System.setProperty("aws.accessKeyId", "123456789012");
        System.setProperty("aws.secretAccessKey", "not-needed-here");

        assertThat(asked(region, Optional.of("team"))).isEqualTo(sts);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERYWHERE)
    void aTokenOfAProfile(String partition, String region, String sts) throws Exception {
        config(role("team", partition, "web_identity_token_file = " + token()));

        assertThat(asked(region, Optional.of("team"))).isEqualTo(sts);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERYWHERE)
    void aTokenOfTheProfileThatIsARolesSource(String partition, String region, String sts) throws Exception {
        config(role("token", partition, "web_identity_token_file = " + token())
                + role("team", partition, "source_profile = token"));

        assertThat(asked(region, Optional.of("team"))).isEqualTo(sts);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EVERYWHERE)
    void aTokenOfTheEnvironment(String partition, String region, String sts) throws Exception {
        config("");
        System.setProperty("aws.webIdentityTokenFile", token().toString());
        System.setProperty("aws.roleArn", "arn:" + partition + ":iam::123456789012:role/deployer");

        assertThat(asked(region, Optional.empty())).isEqualTo(sts);
    }

    /** The SDK would take the region of the profile called default for every other one. */
    @Test
    void theRegionOfAnotherProfileCountsForNothing() throws Exception {
        config("[default]\nregion = us-east-1\n" + KEYS + role("team", "aws-cn", "source_profile = keys"));

        assertThat(asked("cn-north-1", Optional.of("team"))).isEqualTo("sts.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void theProfilesRegionIsFollowedBeforeTheEnvironments() throws Exception {
        config(KEYS + role("team", "aws", "source_profile = keys\nregion = eu-west-1"));
        System.setProperty("aws.region", "eu-west-3");

        assertThat(asked("eu-central-1", Optional.of("team"))).isEqualTo("sts.eu-west-1.amazonaws.com");
    }

    @Test
    void theEnvironmentsRegionIsFollowed() throws Exception {
        config(KEYS + role("team", "aws", "source_profile = keys"));
        System.setProperty("aws.region", "eu-west-3");

        assertThat(asked("eu-central-1", Optional.of("team"))).isEqualTo("sts.eu-west-3.amazonaws.com");
    }

    @Test
    void aRegionOfAnotherPartitionIsNot() throws Exception {
        config(KEYS + role("team", "aws-cn", "source_profile = keys\nregion = us-east-1"));
        System.setProperty("aws.region", "eu-west-3");

        assertThat(asked("cn-north-1", Optional.of("team"))).isEqualTo("sts.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void aRoleOfAProfileIsWorkedAsOnTheEndpointThatIsSet() throws Exception {
        config(KEYS + role("team", "aws", "source_profile = keys"));
        try (EmbeddedAws aws = EmbeddedAws.start();
                AwsClients clients = clients("eu-central-1", Optional.of("team"), Optional.of(aws.endpoint()))) {
            try (AwsClients owner = clients("eu-central-1", Optional.of("keys"), Optional.of(aws.endpoint()))) {
                owner.iam().createRole(role -> role.roleName("deployer").assumeRolePolicyDocument("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                          "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}"""));
            }
            aws.account(Lab.ACCOUNT).forgetCalls();

            clients.ecs().describeClusters();
            clients.sfn().listStateMachines();

            assertThat(aws.account(Lab.ACCOUNT).calls())
                    .extracting(ApiCall::operation)
                    .containsExactly("AssumeRole", "DescribeClusters", "ListStateMachines");
        }
    }

    @Test
    void aRoleOfAProfileIsAskedForAsTheProfileSays() throws Exception {
        config(KEYS + role("team", "aws", "source_profile = keys\nexternal_id = 42\nrole_session_name = me"));
        try (EmbeddedAws aws = EmbeddedAws.start();
                AwsClients clients = clients("eu-central-1", Optional.of("team"), Optional.of(aws.endpoint()))) {
            // the embedded AWS knows no ExternalId
            assertThatThrownBy(() -> clients.ecs().describeClusters()).isInstanceOf(SdkException.class);

            assertThat(aws.account(Lab.ACCOUNT).calls().get(0).request()).hasToString("""
                            {"RoleArn":"arn:aws:iam::123456789012:role/deployer","RoleSessionName":"me",\
                            "ExternalId":"42"}""");
        }
    }

    @Test
    void aTokenOfTheEnvironmentIsChangedIntoCredentials() throws Exception {
        config("");
        System.setProperty("aws.webIdentityTokenFile", token().toString());
        System.setProperty("aws.roleArn", "arn:aws-cn:iam::123456789012:role/deployer");
        try (CannedAws aws = new CannedAws().answers("/", """
                        <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
                        <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                        <SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
                        </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>""").answers("DescribeClusters", "{}")) {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");

            aws.clients.ecs().describeClusters();

            assertThat(aws.called()).containsExactly("/", "DescribeClusters");
        }
    }

    private String asked(String region, Optional<String> profile) throws Exception {
        try (ConnectProxy proxy = new ConnectProxy();
                AwsClients clients = clients(region, profile, Optional.empty())) {
            clients.ahead(() -> clients.ecs().describeClusters());
            return proxy.asked();
        }
    }

    private static AwsClients clients(String region, Optional<String> profile, Optional<URI> endpoint) {
        return new AwsClients(new AwsSettings(region, profile, endpoint, Optional.empty()));
    }

    private void config(String text) throws IOException {
        System.setProperty(
                "aws.configFile",
                Files.writeString(folder.resolve("config"), text).toString());
    }

    private Path token() throws IOException {
        return Files.writeString(folder.resolve("token"), "header.claims.signature");
    }

    private static String role(String profile, String partition, String rest) {
        return """
                [profile %s]
                role_arn = arn:%s:iam::123456789012:role/deployer
                %s
                """.formatted(profile, partition, rest);
    }
}
