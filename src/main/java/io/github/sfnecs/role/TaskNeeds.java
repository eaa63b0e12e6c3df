package io.github.sfnecs.role;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.iam.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What ECS itself does for a task with its execution role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
final class TaskNeeds {
    private static final Pattern ECR_IMAGE = Pattern.compile(
            "(?<account>\\d{12})\\.dkr[.-]ecr(-fips)?\\.(?<region>[a-z0-9-]+)\\.(?:amazonaws\\.com(\\.cn)?|on\\.aws)"
                    + "/(?<repository>[^:@]++)(?s:.*)");
    private static final Pattern OBJECT = Pattern.compile("(?<bucket>arn:[a-z-]{3,20}:s3:::[a-z0-9.-]{3,63})/(?s:.+)");
    private static final Pattern SECRET = Pattern.compile("(arn:[^:]+:secretsmanager:[^:]+:\\d+:secret:[^:]++)(?s:.*)");

    /**
     * Something that ECS does with the execution role.
     *
     * @param what what for, such as {@code pull the image of app}
     * @param request what IAM is asked
     * @param predicts the failure of a task whose role may not; empty where the task runs without
     */
    record Need(String what, Access request, Optional<KnownFailure> predicts) {
        Need(String what, Access request, KnownFailure predicts) {
            this(what, request, Optional.of(predicts));
        }
    }

    private final Scope scope;
    private final boolean onFargate;
    private final List<String> environmentFiles;

    TaskNeeds(Scope scope, boolean onFargate, List<String> environmentFiles) {
        this.scope = scope;
        this.onFargate = onFargate;
        this.environmentFiles = environmentFiles;
    }

    /** Everything that it does for tasks of this; on instances, those pull images and write logs with a role of their own. */
    List<Need> of(TaskDefinition taskDefinition) {
        List<Need> needs = new ArrayList<>();
        for (ContainerDefinition container : taskDefinition.containerDefinitions()) {
            if (onFargate) {
                needs.addAll(image(container));
                needs.addAll(logs(container));
            }
            Optional.ofNullable(container.repositoryCredentials())
                    .map(credentials -> credentials.credentialsParameter())
                    .map(arn -> secret("log in to the registry of " + container.name(), arn))
                    .ifPresent(needs::add);
            Stream.concat(container.secrets().stream(), logSecrets(container))
                    .map(secret -> secret("give " + secret.name() + " to " + container.name(), secret.valueFrom()))
                    .forEach(needs::add);
        }
        Stream.concat(
                        taskDefinition.containerDefinitions().stream()
                                .flatMap(container -> container.environmentFiles().stream())
                                .map(EnvironmentFile::value),
                        environmentFiles.stream())
                .flatMap(TaskNeeds::environmentFile)
                .forEach(needs::add);
        return needs;
    }

    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-optional-env-files */
    private static Stream<Need> environmentFile(String arn) {
        Matcher object = OBJECT.matcher(arn);
        String what = "read the environment file " + arn;
        return object.matches()
                ? Stream.of(
                        new Need(what, new Access("s3:GetObject", arn, Map.of()), KnownFailure.ENV_FILE),
                        new Need(
                                what,
                                new Access("s3:GetBucketLocation", object.group("bucket"), Map.of()),
                                KnownFailure.ENV_FILE))
                : Stream.empty();
    }

    private List<Need> image(ContainerDefinition container) {
        Matcher ecr = ECR_IMAGE.matcher(String.valueOf(container.image()));
        if (!ecr.matches()) {
            return List.of();
        }
        String what = "pull the image of " + container.name();
        String repository = new Scope(scope.partition(), ecr.group("region"), ecr.group("account"))
                .regional("ecr", "repository/" + ecr.group("repository"));
        return Stream.of(
                        // ECR has no resource for the token
                        new Access("ecr:GetAuthorizationToken", "*", Map.of()),
                        new Access("ecr:GetDownloadUrlForLayer", repository, Map.of()),
                        new Access("ecr:BatchGetImage", repository, Map.of()))
                .map(request -> new Need(what, request, KnownFailure.ECR_DENIED))
                .toList();
    }

    private List<Need> logs(ContainerDefinition container) {
        if (container.logConfiguration() == null || container.logConfiguration().logDriver() != LogDriver.AWSLOGS) {
            return List.of();
        }
        Map<String, String> options = container.logConfiguration().options();
        String group = options.getOrDefault("awslogs-group", "");
        Scope there =
                new Scope(scope.partition(), options.getOrDefault("awslogs-region", scope.region()), scope.account());
        String stream = there.regional(
                "logs", "log-group:" + group + ":log-stream:" + options.getOrDefault("awslogs-stream-prefix", "task"));
        String what = "write the logs of " + container.name();
        List<Need> needs = new ArrayList<>();
        if (Boolean.parseBoolean(options.get("awslogs-create-group"))) {
            needs.add(new Need(
                    what,
                    new Access("logs:CreateLogGroup", there.regional("logs", "log-group:" + group), Map.of()),
                    KnownFailure.LOGS_DENIED));
        }
        needs.add(new Need(what, new Access("logs:CreateLogStream", stream, Map.of()), KnownFailure.LOGS_DENIED));
        needs.add(new Need(what, new Access("logs:PutLogEvents", stream, Map.of()), KnownFailure.LOGS_DENIED));
        return needs;
    }

    private static Stream<Secret> logSecrets(ContainerDefinition container) {
        return container.logConfiguration() == null
                ? Stream.empty()
                : container.logConfiguration().secretOptions().stream();
    }

    /** A secret of Secrets Manager, of which the ARN may name a key, or a parameter of Systems Manager, by ARN or name. */
    private Need secret(String what, String valueFrom) {
        Matcher secret = SECRET.matcher(valueFrom);
        if (secret.matches()) {
            return new Need(
                    what,
                    new Access("secretsmanager:GetSecretValue", secret.group(1), Map.of()),
                    KnownFailure.SECRETS_DENIED);
        }
        String parameter = valueFrom.startsWith("arn:")
                ? valueFrom
                : scope.regional("ssm", "parameter/" + valueFrom.replaceFirst("^/", ""));
        return new Need(what, new Access("ssm:GetParameters", parameter, Map.of()), KnownFailure.SECRETS_DENIED);
    }
}
