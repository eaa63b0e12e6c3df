package io.github.sfnecs.build;

import io.github.sfnecs.report.ExecutionRecord;
import java.util.Properties;
import java.util.Set;

/**
 * What plugins that run after {@code execute} in the same build may want to know of the execution; none is a parameter of a goal.
 *
 * @param properties the project's
 */
public record ExecutionProperties(Properties properties) {
    private static final String ARN = "sfn-ecs.startedExecutionArn";
    private static final String STATUS = "sfn-ecs.executionStatus";
    private static final String OUTPUT = "sfn-ecs.output";

    /** All of their names. */
    static final Set<String> NAMES = Set.of(ARN, STATUS, OUTPUT);

    /** Sets them to what is known of this execution. */
    public void tell(ExecutionRecord execution) {
        properties.setProperty(ARN, inert(execution.executionArn()));
        properties.setProperty(STATUS, inert(execution.status()));
        execution
                .output()
                .ifPresentOrElse(
                        output -> properties.setProperty(OUTPUT, inert(output)), () -> properties.remove(OUTPUT));
    }

    /**
     * A text in which Maven evaluates nothing when a later plugin uses the property, as it does with <code>${env.SECRET}</code> in the
     * value of a property; JSON stays the JSON that it is.
     * https://github.com/apache/maven/blob/maven-3.9.x/maven-core/src/main/java/org/apache/maven/plugin/PluginParameterExpressionEvaluator.java
     */
    private static String inert(String text) {
        return text.replace("${", "\\u0024{");
    }
}
