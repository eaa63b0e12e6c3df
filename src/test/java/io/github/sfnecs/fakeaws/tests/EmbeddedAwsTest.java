package io.github.sfnecs.fakeaws.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.Clients;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.ManualClock;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Accounts, regions, credentials, and how loudly the unknown is refused. */
class EmbeddedAwsTest {

    private static final String OTHER = "999999999999";
    private static final String TRUST_ACCOUNT = World.policy("""
            {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "sts:AssumeRole"}""");

    private final ManualClock clock = FakeClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final EmbeddedAws aws = EmbeddedAws.start(clock);
    private final Clients clients = Clients.of(aws.endpoint(), World.ACCOUNT);

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void accountsDoNotSeeEachOther() {
        clients.ecs().createCluster(cluster -> cluster.clusterName("jobs"));
        try (Clients others = Clients.of(aws.endpoint(), OTHER)) {
            assertThat(others.ecs()
                            .describeClusters(describe -> describe.clusters("jobs"))
                            .clusters())
                    .isEmpty();
        }
        assertThat(aws.account(World.ACCOUNT).calls()).hasSize(1);
        assertThat(aws.account(OTHER).calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
    void thePartitionIsTheRegions(String region, String partition) {
        try (Clients there = Clients.of(aws.endpoint(), World.ACCOUNT, Region.of(region))) {
            assertThat(there.ecs().createCluster().cluster().clusterArn())
                    .isEqualTo("arn:" + partition + ":ecs:" + region + ":123456789012:cluster/default");
            assertThat(there.sts().getCallerIdentity().arn())
                    .isEqualTo("arn:" + partition + ":iam::123456789012:user/developer");
        }
    }

    @Test
    void anAssumedRoleWorksInTheRolesAccountUntilItExpires() {
        try (Clients others = Clients.of(aws.endpoint(), OTHER)) {
            others.iam().createRole(role -> role.roleName("deploy").assumeRolePolicyDocument(TRUST_ACCOUNT));
            Credentials credentials = clients.sts()
                    .assumeRole(assume -> assume.roleArn("arn:aws:iam::999999999999:role/deploy")
                            .roleSessionName("ci"))
                    .credentials();
            try (StsClient assumed = assumed(credentials)) {
                assertThat(assumed.getCallerIdentity().arn())
                        .isEqualTo("arn:aws:sts::999999999999:assumed-role/deploy/ci");
                clock.advance(Duration.ofMinutes(61));
                assertThatThrownBy(assumed::getCallerIdentity).hasMessageContaining("is expired");
            }
        }
    }

    private StsClient assumed(Credentials credentials) {
        return StsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.EU_CENTRAL_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .build();
    }

    @Test
    void aRoleThatDoesNotTrustTheCallerIsNotAssumed() {
        clients.iam().createRole(role -> role.roleName("runner").assumeRolePolicyDocument(World.TRUST));

        assertThatThrownBy(() -> clients.sts()
                        .assumeRole(assume -> assume.roleArn(World.ROLE).roleSessionName("ci")))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole on resource: " + World.ROLE);
    }

    @Test
    void theAccountsCallerMayBeTheSessionOfARole() {
        aws.account(World.ACCOUNT).callerRole("arn:aws:iam::123456789012:role/ci/deployer");

        assertThat(clients.sts().getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/developer");
        assertThat(clients.sts().getCallerIdentity().account()).isEqualTo(World.ACCOUNT);
        assertThat(clients.ecs().createCluster().cluster().status()).isEqualTo("ACTIVE");
    }

    @Test
    void anAccessKeyThatIsNoAccountIsInvalid() {
        try (Clients stranger = Clients.of(aws.endpoint(), "AKIASTRANGER")) {
            assertThatThrownBy(() -> stranger.sts().getCallerIdentity())
                    .hasMessageContaining("The security token included in the request is invalid.");
        }
    }

    @Test
    void anUnknownOperationIsRefusedLoudly() {
        assertThatThrownBy(() -> clients.ecs().listServices())
                .isInstanceOfSatisfying(
                        EcsException.class, e -> assertThat(e.statusCode()).isEqualTo(501))
                .hasMessageContaining("The embedded AWS does not know the operation ListServices of ecs");
        assertThatThrownBy(() -> clients.iam().listUsers())
                .isInstanceOfSatisfying(
                        IamException.class, e -> assertThat(e.statusCode()).isEqualTo(501));
    }

    @Test
    void anUnknownMemberIsRefusedLoudlyAndNothingIsDone() {
        assertThatThrownBy(() -> clients.ecs()
                        .createCluster(cluster -> cluster.clusterName("jobs")
                                .serviceConnectDefaults(defaults -> defaults.namespace("n"))))
                .hasMessageContaining("does not know the member 'serviceConnectDefaults' of CreateCluster");
        assertThat(clients.ecs()
                        .describeClusters(describe -> describe.clusters("jobs"))
                        .clusters())
                .isEmpty();
    }

    @Test
    void aClosedAwsAnswersNoMore() {
        aws.close();

        assertThatThrownBy(() -> clients.sts().getCallerIdentity()).isInstanceOf(SdkClientException.class);
    }
}
