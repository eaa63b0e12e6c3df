package io.github.sfnecs.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Whose credentials a goal works with: those that the SDK's chain would find, but where a role comes into it, STS is asked in the
 * cluster's partition. The SDK asks {@code https://sts.amazonaws.com} where it finds no region, and takes the one of the profile
 * {@code default} for any other; neither knows roles of {@code aws-cn}. What is misconfigured is left to the SDK, which says so.
 * https://github.com/aws/aws-sdk-java-v2/blob/2.41.17/services/sts/src/main/java/software/amazon/awssdk/services/sts/internal/StsProfileCredentialsProviderFactory.java
 */
final class CredentialsChain {
    private static final String SESSION = "sfn-ecs-maven-plugin";

    private final AwsClients aws;
    private final AwsSettings settings;

    CredentialsChain(AwsClients aws) {
        this.aws = aws;
        this.settings = aws.settings();
    }

    /** The provider that goals use. */
    AwsCredentialsProvider provider() {
        // a profile that is asked for wins over keys in the environment, unlike in the default chain
        AwsCredentialsProvider base = settings.profile()
                .map(name -> profile(ProfileFile.defaultProfileFile(), name, new HashSet<>()))
                .orElseGet(this::unnamed);
        return settings.assumeRoleArn()
                .map(role -> assumed(
                        settings.region(),
                        base,
                        request -> request.roleArn(role).roleSessionName(SESSION)))
                .orElse(base);
    }

    /** What is first in the default chain decides, as there. */
    private AwsCredentialsProvider unnamed() {
        boolean keys = SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent();
        return Optional.<AwsCredentialsProvider>empty()
                .or(() -> keys ? Optional.empty() : tokenOfEnvironment())
                .or(() -> keys ? Optional.empty() : own().flatMap(this::role))
                .orElseGet(() -> aws.opened(DefaultCredentialsProvider.builder().build()));
    }

    private static Optional<Profile> own() {
        return ProfileFile.defaultProfileFile().profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow());
    }

    private Optional<AwsCredentialsProvider> tokenOfEnvironment() {
        return SdkSystemSetting.AWS_ROLE_ARN
                .getStringValue()
                .flatMap(role -> SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE
                        .getStringValue()
                        .map(file -> Path.of(file.trim()))
                        .filter(Files::isReadable)
                        .map(file -> token(region(own()), role.trim(), file, Optional.empty())));
    }

    private AwsCredentialsProvider profile(ProfileFile file, String name, Set<String> users) {
        return file.profile(name)
                .flatMap(profile -> role(file, profile, users))
                .orElseGet(() -> aws.opened(ProfileCredentialsProvider.create(name)));
    }

    private Optional<AwsCredentialsProvider> role(Profile profile) {
        return role(ProfileFile.defaultProfileFile(), profile, new HashSet<>());
    }

    /**
     * A profile's role, if it has one.
     *
     * @param users the profiles whose source it is
     */
    private Optional<AwsCredentialsProvider> role(ProfileFile file, Profile profile, Set<String> users) {
        Optional<String> session = profile.property(ProfileProperty.ROLE_SESSION_NAME);
        String region = region(Optional.of(profile));
        return profile.property(ProfileProperty.ROLE_ARN)
                .flatMap(role -> profile.property(ProfileProperty.WEB_IDENTITY_TOKEN_FILE)
                        .map(token -> token(region, role, Path.of(token), session))
                        .or(() -> source(file, profile, users)
                                .map(source -> assumed(
                                        region,
                                        source,
                                        request -> request.roleArn(role)
                                                .roleSessionName(session.orElse(SESSION))
                                                .externalId(profile.property(ProfileProperty.EXTERNAL_ID)
                                                        .orElse(null))))));
    }

    /** Who works as the role. */
    private Optional<AwsCredentialsProvider> source(ProfileFile file, Profile profile, Set<String> users) {
        Optional<String> name = profile.property(ProfileProperty.SOURCE_PROFILE);
        Optional<String> machine = profile.property(ProfileProperty.CREDENTIAL_SOURCE);
        boolean session = profile.properties().keySet().stream().anyMatch(key -> key.startsWith("sso_"));
        if (session || name.isPresent() == machine.isPresent() || !users.add(profile.name())) {
            return Optional.empty();
        }
        return name.map(other -> profile(file, other, users))
                .or(() -> machine(machine.get(), profile.name()).map(aws::opened));
    }

    private static Optional<AwsCredentialsProvider> machine(String kind, String profile) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "environment" ->
                Optional.of(AwsCredentialsProviderChain.of(
                        SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create()));
            case "ec2instancemetadata" ->
                Optional.of(InstanceProfileCredentialsProvider.builder()
                        .profileName(profile)
                        .build());
            case "ecscontainer" ->
                Optional.of(ContainerCredentialsProvider.builder().build());
            default -> Optional.empty();
        };
    }

    private AwsCredentialsProvider assumed(
            String region, AwsCredentialsProvider source, Consumer<AssumeRoleRequest.Builder> request) {
        return aws.opened(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(aws.sts(region, source))
                .refreshRequest(request)
                .build());
    }

    private AwsCredentialsProvider token(String region, String role, Path file, Optional<String> session) {
        return aws.opened(StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(aws.sts(region, AnonymousCredentialsProvider.create()))
                .roleArn(role)
                .webIdentityTokenFile(file)
                .roleSessionName(session.orElse(null))
                .build());
    }

    /**
     * The region that the profile or the environment names, if roles of the cluster's partition are known there: credentials of
     * another one would be of no use.
     */
    private String region(Optional<Profile> profile) {
        return Stream.of(
                        profile.flatMap(named -> named.property(ProfileProperty.REGION)),
                        SdkSystemSetting.AWS_REGION.getStringValue())
                .flatMap(Optional::stream)
                .filter(region -> partition(region).equals(partition(settings.region())))
                .findFirst()
                .orElse(settings.region());
    }

    private static String partition(String region) {
        return PartitionMetadata.of(Region.of(region)).id();
    }
}
