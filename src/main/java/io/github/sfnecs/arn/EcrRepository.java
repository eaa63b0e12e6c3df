package io.github.sfnecs.arn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private repository of images in ECR, in any partition.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html ,
 * https://github.com/awslabs/amazon-ecr-credential-helper/blob/main/ecr-login/api/client.go
 *
 * @param account the registry's
 * @param region where it is
 * @param name without the registry
 */
public record EcrRepository(String account, String region, String name) {
    private static final Pattern IMAGE =
            Pattern.compile("(?<account>\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]{1,40})"
                    + "\\.(?:amazonaws\\.(?:com(?:\\.cn)?|eu)|on\\.(?:aws|amazonwebservices\\.com\\.cn)"
                    + "|sc2s\\.sgov\\.gov|c2s\\.ic\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)"
                    + "/(?<name>[^:@]++)(?s:.*)");

    /** The one that an image is in, whatever its version; empty where it is in another registry, or in ECR's public one. */
    public static Optional<EcrRepository> of(String image) {
        Matcher matcher = IMAGE.matcher(image);
        return matcher.matches()
                ? Optional.of(
                        new EcrRepository(matcher.group("account"), matcher.group("region"), matcher.group("name")))
                : Optional.empty();
    }

    /** Its ARN in this partition. */
    public String arn(String partition) {
        return new Scope(partition, region, account).regional("ecr", "repository/" + name);
    }
}
