package io.github.sfnecs.fakeaws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The real SDK's clients for one account; without retries, so that a test sees what the service says. The embedded AWS takes
 * the account from the access key id, moto from a header of its own.
 */
public record Clients(IamClient iam, StsClient sts, EcsClient ecs, SfnClient sfn, CloudWatchLogsClient logs)
        implements AutoCloseable {

    public static Clients of(URI endpoint, String account) {
        return of(endpoint, account, Region.EU_CENTRAL_1);
    }

    public static Clients of(URI endpoint, String account, Region region) {
        return new Clients(
                configured(IamClient.builder(), endpoint, account, region)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                configured(StsClient.builder(), endpoint, account, region)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                configured(EcsClient.builder(), endpoint, account, region)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                configured(SfnClient.builder(), endpoint, account, region)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                configured(CloudWatchLogsClient.builder(), endpoint, account, region)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, URI endpoint, String account, Region region) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .putHeader("x-moto-account-id", account));
    }

    @Override
    public void close() {
        iam.close();
        sts.close();
        ecs.close();
        sfn.close();
        logs.close();
    }
}
