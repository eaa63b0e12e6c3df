package io.github.sfnecs.warm;

import java.lang.reflect.Field;
import java.util.Map;

/** The environment variables of this JVM, as the Maven daemon changes them; wants {@code --add-opens java.base/java.util=ALL-UNNAMED}. */
final class ProcessEnvironment {
    /** What may fail. */
    interface Work {
        void run() throws Exception;
    }

    private ProcessEnvironment() {}

    /** Works with these too. */
    static void with(Map<String, String> more, Work work) throws Exception {
        Map<String, String> variables = variables();
        Map<String, String> before = Map.copyOf(variables);
        variables.putAll(more);
        try {
            work.run();
        } finally {
            variables.clear();
            variables.putAll(before);
        }
    }

    /** That what {@link System#getenv()} returns is a view of. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> variables() throws ReflectiveOperationException {
        Map<String, String> unmodifiable = System.getenv();
        Field modifiable = unmodifiable.getClass().getDeclaredField("m");
        modifiable.setAccessible(true);
        return (Map<String, String>) modifiable.get(unmodifiable);
    }
}
