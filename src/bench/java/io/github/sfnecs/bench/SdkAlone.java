package io.github.sfnecs.bench;

import java.util.concurrent.CompletableFuture;
import org.apache.maven.plugin.AbstractMojo;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A goal that makes the calls of {@code ensure-role deploy-statemachine} where nothing is to do, as many at once as the plugin makes,
 * and nothing else. It is what the SDK costs a build: who calls AWS with it can't be faster.
 */
public final class SdkAlone extends AbstractMojo {
    @Override
    public void execute() {
        try (SdkHttpClient http = UrlConnectionHttpClient.builder().build();
                DefaultCredentialsProvider credentials =
                        DefaultCredentialsProvider.builder().build();
                EcsClient ecs = client(EcsClient.builder(), http, credentials);
                IamClient iam = client(IamClient.builder(), http, credentials);
                SfnClient sfn = client(SfnClient.builder(), http, credentials)) {
            atOnce(
                    () -> ecs.describeTaskDefinition(request -> request.taskDefinition(Scenarios.TASK_DEFINITION)),
                    () -> iam.getRole(request -> request.roleName(Scenarios.ROLE)),
                    () -> iam.getRolePolicy(
                            request -> request.roleName(Scenarios.ROLE).policyName("sfn-ecs")));
            atOnce(
                    () -> sfn.describeStateMachine(request -> request.stateMachineArn(Scenarios.MACHINE_ARN)),
                    () -> sfn.listTagsForResource(request -> request.resourceArn(Scenarios.MACHINE_ARN)));
        }
    }

    private static void atOnce(Runnable... calls) {
        CompletableFuture<?>[] made = new CompletableFuture<?>[calls.length];
        for (int i = 0; i < calls.length; i++) {
            made[i] = CompletableFuture.runAsync(calls[i]);
        }
        CompletableFuture.allOf(made).join();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return builder.httpClient(http).credentialsProvider(credentials).build();
    }
}
