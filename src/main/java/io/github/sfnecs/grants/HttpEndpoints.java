package io.github.sfnecs.grants;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.Ref;
import java.util.List;
import software.amazon.awssdk.arns.Arn;

/**
 * What a state needs that calls an HTTPS API: the endpoint, and the credentials of the connection.
 * https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
final class HttpEndpoints {
    private static final String HTTPS = "https://";

    private HttpEndpoints() {}

    static void invoke(Derivation state) {
        Arguments arguments = state.arguments();
        state.needs(new Grant(
                Kind.INVOKE_ENDPOINT,
                "",
                Kind.INVOKE_ENDPOINT.actions(),
                state.machines(),
                List.of(
                        Grant.Condition.of("states:HTTPEndpoint", Grant.escaped(endpoint(state))),
                        Grant.Condition.of(
                                "states:HTTPMethod", Grant.escaped(state.whole("Method", arguments.text("Method")))))));
        String parameter =
                arguments.object("InvocationConfig").has("ConnectionArn") ? "InvocationConfig" : "Authentication";
        String connection = state.arn(
                Named.CONNECTION,
                parameter + ".ConnectionArn",
                arguments.object(parameter).text("ConnectionArn"));
        state.needs(Kind.CONNECTION_CREDENTIALS, connection);
        // EventBridge keeps them in a secret that it names after the connection, with an ID that is unknown beforehand
        state.needs(Kind.CONNECTION_SECRET, secret(connection));
    }

    /** Narrowed, it has to be on one host. */
    private static String endpoint(Derivation state) {
        Ref endpoint = state.arguments().text("ApiEndpoint");
        return Derivation.known(endpoint)
                .filter(url -> url.contains(Grant.WILD)
                        ? hasHost(url.substring(0, url.indexOf(Grant.WILD)))
                        : url.startsWith(HTTPS))
                .orElseGet(() -> state.wrong("ApiEndpoint", endpoint, "a URL that begins with " + HTTPS));
    }

    private static boolean hasHost(String url) {
        return url.startsWith(HTTPS) && url.indexOf('/', HTTPS.length()) > 0;
    }

    private static String secret(String connection) {
        String[] parts = connection.split("/", -1);
        return Scope.of(Arn.fromString(connection))
                .regional("secretsmanager", "secret:events!connection/" + parts[1] + "/*");
    }
}
