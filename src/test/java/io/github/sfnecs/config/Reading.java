package io.github.sfnecs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.diagnostic.ProblemException;
import java.io.File;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/**
 * One mistake and the whole sentence that it is told with.
 *
 * @param name the behaviour
 * @param reading reads parameters, one of them mistaken
 * @param told the sentence, without the fix
 * @param fix how a right one looks
 */
record Reading(String name, Consumer<ParameterReader> reading, String told, String fix) {
    static final Scope SCOPE = new Scope("aws", "eu-central-1", "123456789012");
    static final Target TARGET =
            new Target(ClusterArn.parse("arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"), "nightly");

    /** A build that has set some properties. */
    static final MavenProperties MAVEN = new MavenProperties(new ExpressionEvaluator() {
        @Override
        public Object evaluate(String expression) throws ExpressionEvaluationException {
            if (expression.equals("${session.none}")) {
                throw new ExpressionEvaluationException("no such getter");
            }
            return Map.of("${buildNumber}", 42, "${list}", "a,b", "${cpu}", "512", "${path}", "$$.Execution.Input.x")
                    .get(expression);
        }

        @Override
        public File alignToBaseDirectory(File file) {
            return file;
        }
    });

    void assertTold() {
        assertThat(told(reading)).isEqualTo(told + "\n  fix:   " + fix);
    }

    /** What is reported of the mistakes; empty where there are none. */
    static String told(Consumer<ParameterReader> reading) {
        ParameterReader values = new ParameterReader();
        reading.accept(values);
        try {
            values.mistakes().throwIfAny();
            return "";
        } catch (ProblemException e) {
            return e.getMessage();
        }
    }

    static TargetParameters target(ParameterReader values) {
        return new TargetParameters(values);
    }

    static TaskParameters task(ParameterReader values) {
        return new TaskParameters(values, Optional.of(SCOPE), MAVEN);
    }

    static RoleParameters role(ParameterReader values) {
        return new RoleParameters(values, Optional.of(SCOPE), Optional.of(TARGET));
    }

    static ExecutionParameters execution(ParameterReader values) {
        return new ExecutionParameters(values, Optional.of(TARGET));
    }

    /** Fills a bean as Maven does. */
    static <T> T bean(T bean, Map<String, ?> fields) {
        try {
            for (Map.Entry<String, ?> entry : fields.entrySet()) {
                Field field = bean.getClass().getDeclaredField(entry.getKey());
                field.setAccessible(true);
                field.set(
                        bean, field.getType() == PlexusConfiguration.class ? xml(entry.getValue()) : entry.getValue());
            }
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** As Maven gives what is not to be converted: a list or a map as elements. */
    private static PlexusConfiguration xml(Object value) {
        PlexusConfiguration xml = new XmlPlexusConfiguration("element");
        if (value instanceof List<?> list) {
            list.forEach(element -> xml.addChild("argument", (String) element));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> xml.addChild((String) name, (String) element));
        } else {
            xml.setValue((String) value);
        }
        return xml;
    }

    @Override
    public String toString() {
        return name;
    }
}
