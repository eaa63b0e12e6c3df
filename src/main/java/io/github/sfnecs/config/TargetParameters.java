package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.ResourceKind;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.aws.AwsSettings;
import io.github.sfnecs.diagnostic.Text;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/** Reads the parameters that all goals share: what to work on, and how to reach AWS. */
public final class TargetParameters {
    private static final int LONGEST_NAME = 80;
    private static final int LAST_PORT = 65_535;
    private static final String ENDPOINT = "http://localhost:4566";
    /** Of all services, and of each that a goal may call. */
    private static final List<String> ENDPOINTS = List.of(
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
            "AWS_ENDPOINT_URL_EC2",
            "AWS_ENDPOINT_URL_ECR",
            "AWS_ENDPOINT_URL_ECS",
            "AWS_ENDPOINT_URL_IAM",
            "AWS_ENDPOINT_URL_SFN",
            "AWS_ENDPOINT_URL_STS");

    private static final List<String> PROXIES = List.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY");

    private final ParameterReader values;

    public TargetParameters(ParameterReader values) {
        this.values = values;
    }

    /** The cluster. */
    public Optional<ClusterArn> cluster(String clusterArn) {
        if (clusterArn == null || clusterArn.isBlank()) {
            values.required("clusterArn", clusterArn, ResourceKind.CLUSTER.example(ParameterReader.EXAMPLE));
            return Optional.empty();
        }
        return values.arn("clusterArn", clusterArn, ResourceKind.CLUSTER, Optional.empty())
                .map(Arn::toString)
                .map(ClusterArn::parse);
    }

    /** Notes that nothing else says where all is. */
    public void noteNoCluster(String why) {
        values.mistakes()
                .add(
                        "clusterArn",
                        null,
                        "it is required, for " + why,
                        xml("clusterArn", ResourceKind.CLUSTER.example(ParameterReader.EXAMPLE)));
    }

    /**
     * The state machine's name.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
     */
    public Optional<String> stateMachine(String stateMachineName) {
        return name("stateMachineName", values.required("stateMachineName", stateMachineName, "my-state-machine"));
    }

    /** The name of a state machine or of an execution: both follow the same rules. */
    Optional<String> name(String parameter, Optional<String> name) {
        return name.filter(given -> {
            boolean valid = given.length() <= LONGEST_NAME
                    && given.codePoints()
                            .noneMatch(c -> Character.isWhitespace(c)
                                    || Character.isSpaceChar(c)
                                    || Character.isISOControl(c)
                                    // surrogates, alone or in pairs, and what is not a character
                                    || c >= 0xFFFE
                                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                                    || "<>{}[]?*\"#%\\^|~`$&,;:/".indexOf(c) >= 0);
            if (!valid) {
                values.mistakes()
                        .add(
                                parameter,
                                given,
                                "a name has at most 80 characters, no blanks, and none of <>{}[]?*\"#%\\^|~`$&,;:/",
                                xml(parameter, "my-name"));
            }
            return valid;
        });
    }

    /** How to reach AWS. */
    public AwsSettings settings(
            Optional<Scope> scope, String region, String profile, String endpoint, String assumeRoleArn) {
        values.text("region", region)
                .filter(given ->
                        scope.filter(cluster -> !cluster.region().equals(given)).isPresent())
                .ifPresent(given -> values.mistakes()
                        .add(
                                "region",
                                given,
                                "the cluster (clusterArn) is in "
                                        + scope.orElseThrow().region(),
                                "Leave region out: it is the cluster's"));
        return new AwsSettings(
                scope.map(Scope::region).orElse(""),
                values.text("profile", profile),
                values.text("endpoint", endpoint).flatMap(text -> uri("endpoint", text, xml("endpoint", ENDPOINT))),
                values.arn("assumeRoleArn", assumeRoleArn, ResourceKind.ANY_ROLE, scope)
                        .map(Arn::toString));
    }

    /**
     * Checks the endpoints in these environment variables, which the SDK reads by itself, and takes neither an empty one for none nor
     * one without a scheme for a mistake.
     * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
     */
    public void endpoints(Map<String, String> variables) {
        ENDPOINTS.stream()
                .filter(variables::containsKey)
                .forEach(variable -> uri(
                        variable,
                        variables.get(variable),
                        "unset " + variable + ", or export " + variable + "=" + ENDPOINT));
    }

    /**
     * The names of these environment variables that the SDK takes for a proxy and can't use, of which it says nothing but the value,
     * with the password in it.
     */
    public List<String> unusableProxies(Map<String, String> variables) {
        return PROXIES.stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .filter(name -> !isProxy(variables.get(name)))
                .toList();
    }

    /** Read as the SDK does it: a password may have in it what no URI has. */
    private static boolean isProxy(String text) {
        try {
            return !new URL(text).getHost().isEmpty();
        } catch (MalformedURLException e) {
            return false;
        }
    }

    private Optional<URI> uri(String name, String text, String example) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getPort() <= LAST_PORT
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // told below, in words of ours
        }
        values.mistakes().add(name, Text.withoutLogin(text), "it is not an http or https URL", example);
        return Optional.empty();
    }
}
