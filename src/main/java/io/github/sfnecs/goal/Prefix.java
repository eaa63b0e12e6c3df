package io.github.sfnecs.goal;

/**
 * What users type before the name of a goal: {@code sfn-ecs} where the POM has the plugin, and its whole coordinates anywhere else, since
 * Maven knows a plugin's short name only by a POM or the settings.
 * https://maven.apache.org/guides/introduction/introduction-to-plugin-prefix-mapping.html
 *
 * @param text without the colon
 */
public record Prefix(String text) {
    /** Where the POM has the plugin. */
    public static final Prefix SHORT = new Prefix("sfn-ecs");

    /** The same text, in which each goal of this plugin is written as users have to type it. */
    public String in(String words) {
        String typed = words;
        for (Goal goal : Goal.values()) {
            typed = typed.replace(" " + SHORT.text + ":" + goal, " " + text + ":" + goal);
        }
        return typed;
    }
}
