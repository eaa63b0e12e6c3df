package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.TASK_DEFINITION;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.EcrRepository;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.diagnostic.Command;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Whether an image can be what a container is made of: its name is one, and where it is in a private repository of ECR, it is there, for
 * the platform of the task. An image that is for one platform only does not say for which in its manifest.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html
 * https://github.com/opencontainers/image-spec/blob/main/image-index.md
 *
 * @param image as the task definition names it
 * @param platform of the task, such as {@code linux/arm64}; empty where it is that of the instance
 */
record ImageCheck(String image, Optional<String> platform) implements Containers.Check {
    private static final List<String> MANIFESTS = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    /** What ECR says where it has no such image; with anything else it may have it. */
    private static final Set<ImageFailureCode> MISSING = Set.of(
            ImageFailureCode.IMAGE_NOT_FOUND,
            ImageFailureCode.INVALID_IMAGE_DIGEST,
            ImageFailureCode.INVALID_IMAGE_TAG);

    /** Of all containers of a task definition, each image once. */
    static Stream<ImageCheck> of(TaskDefinition found, boolean onFargate) {
        Optional<String> platform = Optional.ofNullable(found.runtimePlatform())
                .map(ImageCheck::platform)
                .or(() -> Optional.of("linux/amd64").filter(any -> onFargate));
        return found.containerDefinitions().stream()
                .map(ContainerDefinition::image)
                .filter(name -> name != null)
                .distinct()
                .map(name -> new ImageCheck(name, platform));
    }

    /** As images name it. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html */
    private static String platform(RuntimePlatform platform) {
        boolean windows =
                String.valueOf(platform.operatingSystemFamilyAsString()).startsWith("WINDOWS");
        return (windows ? "windows/" : "linux/")
                + (platform.cpuArchitecture() == CPUArchitecture.ARM64 ? "arm64" : "amd64");
    }

    @Override
    public List<Finding> findings(AwsClients aws) {
        Optional<ImageReference> reference = ImageReference.of(image);
        if (reference.isEmpty()) {
            return List.of(Finding.failed(
                    TASK_DEFINITION,
                    "'" + image + "' is not the name of an image.",
                    KnownFailure.IMAGE_REFERENCE,
                    "Correct the image in the task definition: small letters, digits and single separators, then :tag or"
                            + " @sha256:digest"));
        }
        return reference
                .get()
                .ecr()
                .map(ecr -> inEcr(aws, ecr, reference.get().version()))
                .orElse(List.of());
    }

    private List<Finding> inEcr(AwsClients aws, EcrRepository ecr, String version) {
        if (!Containers.isKnown(ecr.region())) {
            return List.of(Finding.warning(
                    TASK_DEFINITION,
                    "The image " + image + " is in " + ecr.region() + ", a region that is unknown here.",
                    "Where there is no such region, no task can pull it.",
                    "Correct the image in the task definition"));
        }
        return Look.at(
                TASK_DEFINITION,
                "Whether the image " + image + " exists",
                () -> List.of(inKnownRegion(aws, ecr, version)));
    }

    private Finding inKnownRegion(AwsClients aws, EcrRepository ecr, String version) {
        try {
            BatchGetImageResponse found = aws.client(EcrClient.builder(), Optional.of(ecr.region()))
                    .batchGetImage(request -> request.registryId(ecr.account())
                            .repositoryName(ecr.name())
                            .imageIds(id(version))
                            .acceptedMediaTypes(MANIFESTS));
            return found.images().stream()
                    .findFirst()
                    .map(this::there)
                    .or(() -> found.failures().stream()
                            .filter(failure -> !MISSING.contains(failure.failureCode()))
                            .findFirst()
                            .map(this::notTold))
                    .orElseGet(() -> missing("The image " + image + " does not exist.", ecr));
        } catch (RepositoryNotFoundException | InvalidParameterException e) {
            return missing("There is no repository " + ecr.name() + " for " + image + ".", ecr);
        }
    }

    /** Such as one that a pull through cache has to get first. */
    private Finding notTold(ImageFailure failure) {
        return Finding.notChecked(
                TASK_DEFINITION,
                "Whether the image " + image + " exists.",
                failure.failureCodeAsString() + ": " + failure.failureReason(),
                "");
    }

    private static ImageIdentifier id(String version) {
        ImageIdentifier.Builder id = ImageIdentifier.builder();
        return (version.startsWith("@") ? id.imageDigest(version.substring(1)) : id.imageTag(version.substring(1)))
                .build();
    }

    private static Finding missing(String says, EcrRepository ecr) {
        return Finding.failed(
                TASK_DEFINITION,
                says,
                KnownFailure.IMAGE_NOT_FOUND,
                "Push it, or correct the image in the task definition; aws ecr list-images --region "
                        + Command.word(ecr.region())
                        + " --registry-id " + Command.word(ecr.account()) + " --repository-name "
                        + Command.word(ecr.name()) + " lists them");
    }

    private Finding there(Image found) {
        List<String> platforms = platforms(String.valueOf(found.imageManifest()));
        if (platforms.isEmpty() || platform.isEmpty()) {
            return Finding.passed(TASK_DEFINITION, "The image " + image + " exists.");
        }
        return platforms.contains(platform.get())
                ? Finding.passed(TASK_DEFINITION, "The image " + image + " exists for " + platform.get() + ".")
                : Finding.failed(
                        TASK_DEFINITION,
                        "The image " + image + " is for " + String.join(", ", platforms) + ", its task for "
                                + platform.get() + ".",
                        KnownFailure.IMAGE_PLATFORM,
                        "docker buildx build --platform " + Command.word(platform.get())
                                + " --push …; or set runtimePlatform in the task definition");
    }

    /** Those of an index; what else an index lists, such as how an image was built, is for none. */
    private static List<String> platforms(String manifest) {
        return Json.tryParse(manifest).stream()
                .flatMap(node -> StreamSupport.stream(node.path("manifests").spliterator(), false))
                .map(entry -> entry.path("platform"))
                .map(ImageCheck::name)
                .filter(name -> !name.equals("unknown/unknown"))
                .distinct()
                .toList();
    }

    private static String name(JsonNode platform) {
        return platform.path("os").asText("unknown") + "/"
                + platform.path("architecture").asText("unknown");
    }
}
