package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.WILD;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a value that is put together when the state runs: the texts that stand between the unknown parts. It begins with
 * a text; where it does not, nothing is known. What else an expression does, a path above all, is never guessed.
 *
 * <p>In JSONPath that is {@code States.Format('job-{}', …)}, in JSONata <code>{% 'job-' &amp; $states.input.name %}</code>. Where it
 * may narrow a permission, the part that differs is one name of ours: that of a function, a topic, a queue, a table, an event bus, a
 * state machine, a job, a task definition that the user listed, or a key in one bucket. Partition, region, account, bucket, cluster,
 * role and connection have to be decided: with {@code *} in place of these, the policy would cover what belongs to others.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
final class Narrowing {
    private static final Pattern FORMAT = Pattern.compile("States\\.Format\\(\\s*+'((?:[^'\\\\]|\\\\.)*+)'\\s*+[,)]");

    private static final String TEXT = "(?:'[^'\\\\]*+'|\"[^\"\\\\]*+\")";
    /** A text that is joined with texts and variables only, of which no operator takes a part away. */
    private static final Pattern JOINED = Pattern.compile("\\{%\\s*+(" + TEXT + "(?:\\s*+&\\s*+(?:" + TEXT
            + "|\\$[\\w.]++(?:\\(\\s*+(?:\\$[\\w.]++\\s*+)?+\\))?+))*+)\\s*+%\\}");

    private static final Pattern PART = Pattern.compile("'([^']*+)'|\"([^\"]*+)\"|\\$[^&]++");

    private Narrowing() {}

    /** The texts with {@link Grant#WILD} between them. */
    static Optional<String> of(String expression) {
        Matcher format = FORMAT.matcher(expression.strip());
        Matcher joined = JOINED.matcher(expression.strip());
        return (format.lookingAt()
                        ? Optional.of(filled(format.group(1)))
                        : joined.matches() ? Optional.of(parts(joined.group(1))) : Optional.<String>empty())
                .filter(text -> !text.isEmpty() && !text.startsWith(WILD));
    }

    private static String filled(String template) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            if (template.charAt(i) == '\\') {
                text.append(template.charAt(++i));
            } else if (template.startsWith("{}", i)) {
                text.append(WILD);
                i++;
            } else {
                text.append(template.charAt(i));
            }
        }
        return text.toString();
    }

    private static String parts(String joined) {
        StringBuilder text = new StringBuilder();
        Matcher part = PART.matcher(joined);
        while (part.find()) {
            text.append(part.group(1) != null ? part.group(1) : part.group(2) != null ? part.group(2) : WILD);
        }
        return text.toString();
    }
}
