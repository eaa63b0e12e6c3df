package io.github.sfnecs.fakeaws.ecs;

import io.github.sfnecs.fakeaws.world.Place;
import java.util.List;

/**
 * What a container's {@code valueFrom} names: a secret of Secrets Manager by its ARN, or else a parameter of Systems Manager.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html">Secret</a>
 */
record Secret(String service, String action, String arn) {

    static Secret of(Place place, String valueFrom) {
        if (valueFrom.contains(":secretsmanager:")) {
            return manager(place, valueFrom);
        }
        String name = valueFrom.startsWith("/") ? valueFrom.substring(1) : valueFrom;
        return new Secret(
                "SSM",
                "ssm:GetParameters",
                valueFrom.startsWith("arn:") ? valueFrom : place.arn("ssm", "parameter/" + name));
    }

    /** By its ARN, behind which a key and a version may stand, or its name. */
    static Secret manager(Place place, String reference) {
        List<String> parts = List.of(reference.split(":"));
        return new Secret(
                "Secrets Manager",
                "secretsmanager:GetSecretValue",
                reference.startsWith("arn:")
                        ? String.join(":", parts.subList(0, Math.min(7, parts.size())))
                        : place.arn("secretsmanager", "secret:" + reference));
    }

    /** What could not be done, up to why. */
    String failure(String retried) {
        return service.equals("SSM")
                ? "unable to retrieve secrets from ssm" + retried
                : "unable to retrieve secret from asm" + retried + "failed to fetch secret " + arn
                        + " from secrets manager: ";
    }
}
