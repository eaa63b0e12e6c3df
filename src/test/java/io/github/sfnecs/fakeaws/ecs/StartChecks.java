package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ecs.definition.Image;
import io.github.sfnecs.fakeaws.logs.Logs.LogStream;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Why a task that RunTask accepted does not start: what its execution role may not do, and what is not there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped task errors</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Task execution role</a>
 */
final class StartChecks {

    private static final String RESOURCES = "ResourceInitializationError: unable to pull secrets or registry auth:"
            + " execution resource retrieval failed: ";
    private static final String RETRIED = ": service call has been retried 1 time(s): ";
    private static final String LOGGER =
            "ResourceInitializationError: failed to validate logger args: create stream has"
                    + " been retried 1 times: failed to create Cloudwatch log ";
    private static final String ENDED = " : exit status 1";

    private final Place place;
    private final Account account;

    StartChecks(Place place, Account account) {
        this.place = place;
        this.account = account;
    }

    /** The first reason, as it becomes the task's {@code stoppedReason}. */
    Optional<String> obstacle(Task task) {
        return Stream.<Function<Task, Optional<String>>>of(
                        this::ecrAuth,
                        this::registryAuth,
                        this::secrets,
                        this::environmentFiles,
                        this::logger,
                        this::image)
                .map(check -> check.apply(task))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> ecrAuth(Task task) {
        return task.identity()
                        .definition()
                        .images()
                        .anyMatch(image -> image.ecr().isPresent())
                ? role(task)
                        .refusal("ECR", "ecr:GetAuthorizationToken", "*")
                        .map(why -> RESOURCES + "unable to retrieve ecr registry auth" + RETRIED + why)
                : Optional.empty();
    }

    private Optional<String> registryAuth(Task task) {
        return containers(task)
                .map(container -> container.at("/repositoryCredentials/credentialsParameter"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .flatMap(secret -> role(task).refusal(Secret.manager(place, secret)).stream()
                        .map(why -> RESOURCES + "unable to get registry auth from asm" + RETRIED
                                + "asm fetching secret from the service for " + secret + ": " + why))
                .findFirst();
    }

    private Optional<String> secrets(Task task) {
        return containers(task)
                .flatMap(container ->
                        StreamSupport.stream(container.path("secrets").spliterator(), false))
                .map(secret -> Secret.of(place, secret.path("valueFrom").asText()))
                .flatMap(secret ->
                        role(task).refusal(secret).stream().map(why -> RESOURCES + secret.failure(RETRIED) + why))
                .findFirst();
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html">Environment files</a>
     * @see <a href="https://github.com/aws/aws-cdk/issues/12720">What is said without the permission</a>
     */
    private Optional<String> environmentFiles(Task task) {
        return containers(task)
                .flatMap(container -> environmentFiles(task, container))
                .map(file -> file.path("value").asText())
                .filter(file -> role(task).refusal("S3", "s3:GetObject", file).isPresent()
                        || role(task)
                                .refusal("S3", "s3:GetBucketLocation", file.replaceFirst("/.*", ""))
                                .isPresent())
                .findFirst()
                .map(file ->
                        "ResourceInitializationError: failed to download env files: file download command: non empty"
                                + " error stream: failed to download file " + file.replaceFirst(".*/", "")
                                + ": failed to write to a temporary file: AccessDenied: Access Denied");
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html">Those of an override come first</a> */
    private static Stream<JsonNode> environmentFiles(Task task, JsonNode container) {
        JsonNode files = StreamSupport.stream(
                        task.view().at("/overrides/containerOverrides").spliterator(), false)
                .filter(override -> override.path("name").equals(container.path("name")))
                .map(override -> override.path("environmentFiles"))
                .filter(given -> !given.isEmpty())
                .findFirst()
                .orElse(container.path("environmentFiles"));
        return StreamSupport.stream(files.spliterator(), false);
    }

    private Optional<String> logger(Task task) {
        return task.identity().streams().values().stream()
                .map(stream -> logger(task, stream))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> logger(Task task, LogStream stream) {
        String group =
                new Place(place.account(), stream.region()).arn("logs", "log-group:" + stream.group() + ":log-stream:");
        return role(task)
                .refusal("CloudWatch Logs", "logs:CreateLogStream", group + stream.name())
                .map(why -> LOGGER + "stream: " + why + ENDED)
                .or(() -> account.logs(stream.region()).hasGroup(stream.group())
                        ? Optional.empty()
                        : noGroup(task, stream, group));
    }

    private Optional<String> noGroup(Task task, LogStream stream, String group) {
        return task.identity().groupsToCreate().contains(stream.group())
                ? role(task)
                        .refusal("CloudWatch Logs", "logs:CreateLogGroup", group)
                        .map(why -> LOGGER + "group: " + why + ENDED)
                : Optional.of(LOGGER + "stream: "
                        + ExecutionRole.answer("CloudWatch Logs", "logs:CreateLogStream")
                        + "ResourceNotFoundException: The specified log group does not exist." + ENDED);
    }

    private Optional<String> image(Task task) {
        Optional<String> malformed = task.identity()
                .definition()
                .images()
                .flatMap(image -> image.malformed().stream())
                .findFirst();
        if (malformed.isPresent()) {
            return malformed;
        }
        return task.identity()
                .definition()
                .images()
                .map(image -> pull(task, image))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** AWS asks for ecr:BatchCheckLayerAvailability too, but not in order to pull. */
    private Optional<String> pull(Task task, Image image) {
        Optional<String> repository = image.ecr()
                .map(ecr -> new Place(ecr.account(), ecr.region()).arn("ecr", "repository/" + image.repository()));
        Optional<String> refusal = repository.flatMap(arn -> role(task)
                .refusal("ECR", "ecr:BatchGetImage", arn)
                .map(why -> image.manifestRefused())
                .or(() -> role(task)
                        .refusal("ECR", "ecr:GetDownloadUrlForLayer", arn)
                        .map(why -> image.layerRefused())));
        return refusal.or(() -> account.knobs().missingImages.stream()
                        .map(Image::of)
                        .filter(image::equals)
                        .map(Image::notFound)
                        .findFirst())
                .or(() -> otherPlatform(task, image));
    }

    private Optional<String> otherPlatform(Task task, Image image) {
        String platform = task.identity().definition().platform();
        return account.knobs().platforms.entrySet().stream()
                .filter(built -> Image.of(built.getKey()).equals(image)
                        && !built.getValue().contains(platform))
                .map(built -> image.notFor(platform))
                .findFirst();
    }

    private static Stream<JsonNode> containers(Task task) {
        return task.identity().definition().containers().stream();
    }

    private ExecutionRole role(Task task) {
        return new ExecutionRole(place, account.iam().authorizer(), task.identity());
    }
}
