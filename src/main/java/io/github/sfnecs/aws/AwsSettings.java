package io.github.sfnecs.aws;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach AWS. What is empty is left to the SDK's default chains, {@code AWS_ENDPOINT_URL} included.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 *
 * @param region the cluster's
 * @param profile a profile of the shared configuration files
 * @param endpoint of all services, such as LocalStack's
 * @param assumeRoleArn a role to work as
 */
public record AwsSettings(
        String region, Optional<String> profile, Optional<URI> endpoint, Optional<String> assumeRoleArn) {}
