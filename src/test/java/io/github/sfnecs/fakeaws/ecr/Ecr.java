package io.github.sfnecs.fakeaws.ecr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.world.Knobs;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.List;
import java.util.Map;

/**
 * ECR in one region, where every image is there that a test has not called missing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html">BatchGetImage</a>
 */
public record Ecr(Place place, Knobs knobs) {

    public Map<String, Operation> operations() {
        return Map.of(
                "BatchGetImage",
                Operation.of(
                        "registryId repositoryName imageIds{imageTag imageDigest} acceptedMediaTypes",
                        this::getImages));
    }

    private ObjectNode getImages(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode images = answer.putArray("images");
        ArrayNode failures = answer.putArray("failures");
        String repository = request.optional("registryId").orElse(place.account()) + ".dkr.ecr." + place.region()
                + ".amazonaws.com/" + request.text("repositoryName");
        request.get("imageIds").forEach(id -> {
            String image = repository
                    + (id.has("imageTag")
                            ? ":" + id.path("imageTag").asText()
                            : "@" + id.path("imageDigest").asText());
            if (knobs.missingImages.contains(image)) {
                failures.addObject()
                        .put("failureCode", "ImageNotFound")
                        .put("failureReason", "Requested image not found")
                        .set("imageId", id);
            } else {
                images.addObject()
                        .put("repositoryName", request.text("repositoryName"))
                        .put(
                                "imageManifest",
                                manifest(knobs.platforms.getOrDefault(image, List.of()))
                                        .toString())
                        .set("imageId", id);
            }
        });
        return answer;
    }

    /** Of several platforms, or else of one that it does not name. */
    private static ObjectNode manifest(List<String> platforms) {
        ObjectNode manifest = Json.object().put("schemaVersion", 2);
        if (platforms.isEmpty()) {
            manifest.put("mediaType", "application/vnd.oci.image.manifest.v1+json");
            return manifest;
        }
        manifest.put("mediaType", "application/vnd.oci.image.index.v1+json");
        ArrayNode manifests = manifest.putArray("manifests");
        for (String platform : platforms) {
            String[] parts = platform.split("/", -1);
            manifests.addObject().putObject("platform").put("os", parts[0]).put("architecture", parts[1]);
        }
        return manifest;
    }
}
