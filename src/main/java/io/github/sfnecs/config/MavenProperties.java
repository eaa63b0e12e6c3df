package io.github.sfnecs.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;

/**
 * The properties as they are when the goal runs. The POM's own are filled in long before; what the build sets, such as a build number,
 * and what Maven has only for plugins, such as the local repository, is not.
 */
public final class MavenProperties {
    /** A backslash before it says that it is none of Maven's. */
    private static final Pattern PROPERTY = Pattern.compile("(?<!\\\\)\\$\\{[^{}]*}");

    private final ExpressionEvaluator maven;

    /** The properties that Maven fills other parameters with. */
    public MavenProperties(ExpressionEvaluator maven) {
        this.maven = maven;
    }

    /** Fills them into a text; what is not defined stays as it is, and so does every other dollar. */
    public String filledInto(String text) {
        return text == null
                ? ""
                : PROPERTY.matcher(text).replaceAll(property -> Matcher.quoteReplacement(value(property.group())));
    }

    private String value(String property) {
        try {
            Object value = maven.evaluate(property);
            return value == null ? property : value.toString();
        } catch (ExpressionEvaluationException e) {
            return property;
        }
    }
}
