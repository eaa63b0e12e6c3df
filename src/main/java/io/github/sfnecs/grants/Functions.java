package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.UNKNOWN;

import io.github.sfnecs.asl.Ref;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a state needs that invokes a Lambda function. Lambda looks at exactly the ARN that is invoked: with a version or an alias that
 * of the version or alias, else that of the function.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html ,
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 */
final class Functions {
    private static final Pattern FUNCTION = Pattern.compile("(?:arn:(?<partition>[a-z-]{3,20}):lambda:)?+"
            + "(?:(?<region>[a-z]{2}(?:-[a-z]{1,12}){1,3}-\\d{1,2}):)?+(?:(?<account>\\d{12}):)?+(?:function:)?+"
            + "(?<name>[\\w.-][\\w.\uFFFE-]{0,139})(?::(?<qualifier>[\\w$-][\\w\uFFFE-]{0,127}))?+");

    private Functions() {}

    /** By the service integration. */
    static void invoke(Derivation state) {
        Ref qualifier = state.arguments().text("Qualifier");
        invoke(
                state,
                "FunctionName",
                state.arguments().text("FunctionName"),
                qualifier instanceof Ref.Missing ? Optional.empty() : Optional.of(state.text("Qualifier", qualifier)));
    }

    /** By the function's ARN as the state's {@code Resource}. */
    static void invoke(Derivation state, String resource) {
        invoke(state, "Resource", new Ref.Literal(resource), Optional.empty());
    }

    private static void invoke(Derivation state, String parameter, Ref function, Optional<String> qualifier) {
        Optional<Matcher> named = Derivation.known(function)
                .map(FUNCTION::matcher)
                .filter(Matcher::matches)
                .filter(arn -> arn.group("partition") == null
                        || arn.group("partition").equals(state.scope().partition()));
        if (named.isEmpty()) {
            state.wrong(
                    parameter,
                    function,
                    "a Lambda function of this partition, which is written like "
                            + state.scope().regional("lambda", "function:load"));
        }
        state.needs(
                Kind.INVOKE_FUNCTION,
                named.map(arn -> arn(state, arn, qualifier))
                        .orElseGet(() -> state.scope().regional("lambda", "function:" + UNKNOWN)));
    }

    private static String arn(Derivation state, Matcher named, Optional<String> qualifier) {
        return state.scope()
                .elsewhere(Optional.ofNullable(named.group("region")), Optional.ofNullable(named.group("account")))
                .regional(
                        "lambda",
                        "function:" + named.group("name")
                                + qualifier
                                        .or(() -> Optional.ofNullable(named.group("qualifier")))
                                        .map(text -> ":" + text)
                                        .orElse(""));
    }
}
