package io.github.sfnecs.verdict;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which call a service refused, as far as a text tells: Step Functions, the CLI, the SDKs and the agents of ECS each say it in a form of
 * their own. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
final class Refusal {
    /** Step Functions: the integration runs one call of ECS. */
    private static final Pattern OF_STEP_FUNCTIONS =
            Pattern.compile("(?m)^(?:Amazon)?ECS\\.(?<code>\\w{1,80}?Exception)\\b");
    /** The CLI and Python. */
    private static final Pattern OF_THE_CLI =
            Pattern.compile("An error occurred \\((?<code>\\w{1,80})\\) when calling the (?<call>\\w{1,80}) operation");
    /** Go, with which the agents of ECS are written. */
    private static final Pattern OF_GO =
            Pattern.compile("operation error (?<service>[A-Z][\\w ]{1,40}): (?<call>\\w{1,80}),");
    /** Java. */
    private static final Pattern OF_JAVA =
            Pattern.compile("\\(Service: (?<service>\\w{1,40})[;,] Status Code: (?<code>\\d{3})");

    private Refusal() {}

    /** A sentence about it; empty where the text does not tell. */
    static Optional<String> in(String said) {
        Matcher states = OF_STEP_FUNCTIONS.matcher(said);
        if (states.find()) {
            return Optional.of("ECS refused RunTask, which Step Functions called as the state machine's role: "
                    + states.group("code") + ".");
        }
        Matcher cli = OF_THE_CLI.matcher(said);
        if (cli.find()) {
            return Optional.of(
                    "The call " + cli.group("call") + " was refused to whoever made it: " + cli.group("code") + ".");
        }
        Matcher go = OF_GO.matcher(said);
        if (go.find()) {
            return Optional.of(go.group("service") + " refused " + go.group("call") + ".");
        }
        Matcher java = OF_JAVA.matcher(said);
        return java.find()
                ? Optional.of(java.group("service") + " refused a call with the status " + java.group("code") + ".")
                : Optional.empty();
    }
}
