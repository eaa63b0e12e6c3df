package io.github.sfnecs.role;

import io.github.sfnecs.arn.EcrRepository;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.ecs.AwsLogs;
import io.github.sfnecs.iam.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What ECS itself does for a task with its execution role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
final class TaskNeeds {
    private static final Pattern OBJECT = Pattern.compile("(?<bucket>arn:[a-z-]{3,20}:s3:::[a-z0-9.-]{3,63})/(?s:.+)");
    private static final String PLACE = ":[a-z]{2,8}(?:-[a-z]{1,12}){1,3}-\\d{1,2}:\\d{12}:";
    /**
     * Services name their own secrets with an exclamation mark, such as {@code rds!cluster-1}.
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html ,
     * https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html
     */
    private static final Pattern SECRET = Pattern.compile(
            "(arn:[a-z0-9-]{1,32}:secretsmanager" + PLACE + "secret:[\\w/+=.@!-]{1,519})(?::[^:]{0,256}){0,3}");

    private static final Pattern PARAMETER = Pattern.compile(
            "(?:arn:[a-z0-9-]{1,32}:ssm" + PLACE + "parameter)?/?[\\w.-][\\w./+=@!-]{0,1011}(?::[\\w.-]{1,128})?");

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
    private final Map<String, List<String>> environmentFiles;

    TaskNeeds(Scope scope, boolean onFargate, Map<String, List<String>> environmentFiles) {
        this.scope = scope;
        this.onFargate = onFargate;
        this.environmentFiles = environmentFiles;
    }

    /** Secrets that name nothing in AWS: IAM is not asked of them. */
    List<Finding> nonsense(TaskDefinition taskDefinition) {
        return taskDefinition.containerDefinitions().stream()
                .flatMap(container -> named(container).entrySet().stream()
                        .filter(named -> !isSecret(named.getValue()))
                        .map(named -> nonsense(container, named.getKey(), named.getValue())))
                .toList();
    }

    private static Finding nonsense(ContainerDefinition container, String what, String value) {
        return Finding.failed(
                Finding.Area.TASK_ROLES,
                "The container " + container.name() + " has for " + what + " '" + Text.shortened(value, 200)
                        + "': it is neither the ARN of a secret or a parameter nor a parameter's name.",
                "ECS would find nothing there, whatever a role allows.",
                "Register a revision of the task definition with the right one");
    }

    /** The secrets of a container, by what they are for. */
    private static Map<String, String> named(ContainerDefinition container) {
        Map<String, String> named = new LinkedHashMap<>();
        Optional.ofNullable(container.repositoryCredentials())
                .map(credentials -> credentials.credentialsParameter())
                .ifPresent(arn -> named.put("the login of its registry", arn));
        Stream.concat(container.secrets().stream(), logSecrets(container))
                .forEach(secret -> named.put("the secret " + secret.name(), String.valueOf(secret.valueFrom())));
        return named;
    }

    private static boolean isSecret(String valueFrom) {
        return SECRET.matcher(valueFrom).matches()
                || PARAMETER.matcher(valueFrom).matches();
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
                    .filter(TaskNeeds::isSecret)
                    .map(arn -> secret("log in to the registry of " + container.name(), arn))
                    .ifPresent(needs::add);
            Stream.concat(container.secrets().stream(), logSecrets(container))
                    .filter(secret -> isSecret(String.valueOf(secret.valueFrom())))
                    .map(secret -> secret("give " + secret.name() + " to " + container.name(), secret.valueFrom()))
                    .forEach(needs::add);
        }
        taskDefinition.containerDefinitions().stream()
                .flatMap(container -> environmentFiles
                        .getOrDefault(
                                container.name(),
                                container.environmentFiles().stream()
                                        .map(EnvironmentFile::value)
                                        .toList())
                        .stream())
                .distinct()
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
        Optional<String> repository =
                EcrRepository.of(String.valueOf(container.image())).map(ecr -> ecr.arn(scope.partition()));
        String what = "pull the image of " + container.name();
        return repository.stream()
                .flatMap(arn -> Stream.of(
                        // ECR has no resource for the token
                        new Access("ecr:GetAuthorizationToken", "*", Map.of()),
                        new Access("ecr:GetDownloadUrlForLayer", arn, Map.of()),
                        new Access("ecr:BatchGetImage", arn, Map.of())))
                .map(request -> new Need(what, request, KnownFailure.ECR_DENIED))
                .toList();
    }

    private List<Need> logs(ContainerDefinition container) {
        return AwsLogs.of(container, scope.region())
                .filter(log -> log.namesGroup() && log.namesRegion())
                .map(log -> logs("write the logs of " + container.name(), log))
                .orElse(List.of());
    }

    private List<Need> logs(String what, AwsLogs log) {
        Scope there = new Scope(scope.partition(), log.region(), scope.account());
        String group = there.regional("logs", "log-group:" + log.group());
        String stream = group + ":log-stream:" + log.prefix().orElse("task");
        return Stream.of(
                        Stream.of(new Access("logs:CreateLogGroup", group, Map.of()))
                                .filter(any -> log.created()),
                        Stream.of(
                                new Access("logs:CreateLogStream", stream, Map.of()),
                                new Access("logs:PutLogEvents", stream, Map.of())))
                .flatMap(requests -> requests)
                .map(request -> new Need(what, request, KnownFailure.LOGS_DENIED))
                .toList();
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
