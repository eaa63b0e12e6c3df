package io.github.sfnecs.aws;

import io.github.sfnecs.arn.ExecutionArn;
import io.github.sfnecs.diagnostic.Console;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one goal: each made when it is first used, all over one HTTP client and one set of credentials, all closed
 * together. https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/best-practices.html
 */
public final class AwsClients implements SdkAutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int ONE_ATTEMPT = 1;
    // what the SDK's standard strategy has
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration FIRST_WAIT_IF_THROTTLED = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    static {
        SecretLogs.silence();
    }

    private final AwsSettings settings;
    private final Patience patience;
    private final int attempts;
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();
    private final Lazy<SdkHttpClient> http;
    private final Lazy<AwsCredentialsProvider> credentials;
    private final Lazy<AwsClients> impatient = new Lazy<>(() -> opened(new AwsClients(this)));
    private final Lazy<SfnClient> sfn = new Lazy<>(() -> opened(build(SfnClient.builder())));
    private final Lazy<EcsClient> ecs = new Lazy<>(() -> opened(build(EcsClient.builder())));
    private final Lazy<IamClient> iam = new Lazy<>(() -> opened(build(IamClient.builder())));
    private final Lazy<StsClient> sts = new Lazy<>(() -> opened(build(StsClient.builder())));
    private final Map<String, CloudWatchLogsClient> logs = new ConcurrentHashMap<>();
    private final ExecutorService threads = threads("sfn-ecs");

    /** Clients that are not made yet. */
    public AwsClients(AwsSettings settings) {
        this(settings, Patience.ATTEMPT);
    }

    /** Clients that are not made yet, which make a call again that has no answer after this time. */
    public AwsClients(AwsSettings settings, Duration attempt) {
        this.settings = settings;
        this.patience = opened(new Patience(attempt, Patience.CALL));
        this.attempts = ATTEMPTS;
        this.http = new Lazy<>(this::http);
        this.credentials = new Lazy<>(() -> new CredentialsChain(this).provider());
    }

    private AwsClients(AwsClients patient) {
        this.settings = patient.settings;
        this.patience = patient.patience;
        this.attempts = ONE_ATTEMPT;
        this.http = patient.http;
        this.credentials = patient.credentials;
    }

    /**
     * The same clients for callers that look again anyway: a call is made once, and one that is throttled says so at once instead of being
     * made again behind the caller's back.
     */
    public AwsClients once() {
        return impatient.get();
    }

    /** Tells here what takes long. */
    public void tell(Console console) {
        patience.tell(console);
    }

    /**
     * Does what has only this much time, from now on and whatever the clock says: what AWS does not answer by then fails as a call
     * does that it does not answer at all.
     */
    public <T> T within(Duration limit, Supplier<T> work) {
        return patience.within(limit, work);
    }

    /** Where a person looks at an execution in AWS's console; empty where this is not AWS, whose console does not know it. */
    public Optional<String> consoleLink(String executionArn) {
        return sfn().serviceClientConfiguration()
                        .endpointOverride()
                        .filter(url -> !SdkSettings.isAws(url))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new ExecutionArn(executionArn).scope().consoleLink(executionArn));
    }

    /** How AWS is reached. */
    AwsSettings settings() {
        return settings;
    }

    /** Step Functions. */
    public SfnClient sfn() {
        return sfn.get();
    }

    /** ECS. */
    public EcsClient ecs() {
        return ecs.get();
    }

    /** IAM. */
    public IamClient iam() {
        return iam.get();
    }

    /** Who the caller is. */
    public StsClient sts() {
        return sts.get();
    }

    /** CloudWatch Logs in a region: a task definition may send logs to another one than the task's. */
    public CloudWatchLogsClient logs(String region) {
        return logs.computeIfAbsent(
                region, other -> opened(build(CloudWatchLogsClient.builder(), other, credentials::get)));
    }

    /** A client of another service, in this region or that of all the others. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient> C client(
            B builder, Optional<String> region) {
        return opened(build(builder, region.orElse(settings.region()), credentials::get));
    }

    /** Starts a call that others don't depend on yet; the supplier waits for its answer or throws what it threw. */
    public <T> Supplier<T> ahead(Supplier<T> call) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(call, threads);
        return () -> {
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (open) {
            open.forEach(SdkAutoCloseable::close);
            open.clear();
        }
    }

    private SdkHttpClient http() {
        // by then nobody waits any more: it ends the thread that still does
        Duration silence = patience.attempt().plusSeconds(1);
        return opened(new CheckedHttp(
                UrlConnectionHttpClient.builder().socketTimeout(silence).build(), patience));
    }

    /** STS in a region, asked by somebody that may not be the caller yet. */
    StsClient sts(String region, AwsCredentialsProvider caller) {
        return opened(build(StsClient.builder(), region, () -> caller));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient> C build(B builder) {
        return build(builder, settings.region(), credentials::get);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient> C build(
            B builder, String region, Supplier<AwsCredentialsProvider> provider) {
        return SdkSettings.readBy(() -> {
            settings.endpoint().ifPresent(builder::endpointOverride);
            C client = builder.region(Region.of(region))
                    .credentialsProvider(new HeaderSafeCredentials(provider.get(), patience))
                    .httpClient(http.get())
                    .overrideConfiguration(this::override)
                    .build();
            SdkSettings.check(client.serviceClientConfiguration().endpointOverride());
            return client;
        });
    }

    private void override(ClientOverrideConfiguration.Builder override) {
        // a profile has more than credentials, such as an endpoint_url
        settings.profile().ifPresent(override::defaultProfileName);
        override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        // the SDK does not repeat a call whose answer is cut off; each of ours is safe to repeat
                        .retryOnException(e -> e instanceof SdkException failure
                                && AwsProblems.passing(failure)
                                && !(failure instanceof ApiCallTimeoutException)
                                && LackingAnswer.in(failure).isEmpty())
                        .backoffStrategy(inTime(FIRST_WAIT))
                        .throttlingBackoffStrategy(inTime(FIRST_WAIT_IF_THROTTLED))
                        .build())
                .addExecutionInterceptor(new FailedCall.Recorder(patience))
                .addExecutionInterceptor(new LackingAnswer.Check());
    }

    /** The SDK's waits, as far as there is time for them; what is tried after that fails at once. */
    private BackoffStrategy inTime(Duration first) {
        BackoffStrategy wait = BackoffStrategy.exponentialDelay(first, LONGEST_WAIT);
        return attempt -> patience.atMost(wait.computeDelay(attempt));
    }

    /** As many threads as are wanted at once, which keep no JVM alive. */
    static ExecutorService threads(String name) {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Closes it, if it can be, with all the others. */
    <T> T opened(T any) {
        if (any instanceof SdkAutoCloseable closeable) {
            synchronized (open) {
                open.push(closeable);
            }
        }
        return any;
    }
}
