package io.github.sfnecs.warm;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The level of Maven's log, set as the Maven daemon and Maven 4 set it for each build: for loggers that are there already too. How, is in
 * Maven's core alone, where nothing is to compile against.
 * https://github.com/apache/maven/blob/maven-4.0.0-rc-5/impl/maven-logging/src/main/java/org/apache/maven/slf4j/MavenLoggerFactory.java
 */
final class LogLevel {
    private static final String MAVEN_3 = "org.slf4j.impl.";

    private LogLevel() {}

    /** Sets it. */
    static void set(String level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        try {
            Optional<Map<String, Object>> loggers = loggers(factory);
            Map<String, Object> before = loggers.map(Map::copyOf).orElse(Map.of());
            configure(factory, level);
            for (Map.Entry<String, Object> old : before.entrySet()) {
                // Maven 3 has forgotten those that are there, which keep the level that they have
                Field current = field(Class.forName(MAVEN_3 + "SimpleLogger"), "currentLogLevel");
                current.set(old.getValue(), current.get(factory.getLogger(old.getKey())));
                loggers.orElseThrow().put(old.getKey(), old.getValue());
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> loggers(ILoggerFactory factory) throws ReflectiveOperationException {
        Class<?> maven3 = factory.getClass().getSuperclass();
        return maven3.getName().equals(MAVEN_3 + "SimpleLoggerFactory")
                ? Optional.of((Map<String, Object>) field(maven3, "loggerMap").get(factory))
                : Optional.empty();
    }

    private static void configure(ILoggerFactory factory, String level) throws ReflectiveOperationException {
        boolean maven3 = factory.getClass().getName().startsWith(MAVEN_3);
        String logging = "org.apache.maven." + (maven3 ? "cli" : "cling") + ".logging.Slf4jConfiguration";
        Object configuration = Class.forName(logging + "Factory")
                .getMethod("getConfiguration", ILoggerFactory.class)
                .invoke(null, factory);
        Class<?> type = Class.forName(logging);
        Class<?> levels = Class.forName(logging + "$Level");
        type.getMethod("setRootLoggerLevel", levels)
                .invoke(configuration, levels.getMethod("valueOf", String.class).invoke(null, level));
        type.getMethod("activate").invoke(configuration);
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
