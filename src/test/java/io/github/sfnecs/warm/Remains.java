package io.github.sfnecs.warm;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.codehaus.plexus.classworlds.realm.ClassRealm;

/** What a build leaves in the JVM; wants {@code --add-opens java.base/java.lang=ALL-UNNAMED}. */
final class Remains {
    private static final long LONGEST_END = TimeUnit.SECONDS.toNanos(10);
    private static final String PLUGIN = "plugin>io.github.sfnecs:";

    private final Set<Thread> threads = Thread.getAllStackTraces().keySet();
    private final Set<Thread> hooks = hooks();
    private final Properties properties = (Properties) System.getProperties().clone();

    /** Since this was made, beside what is there for all builds. */
    Map<String, String> left() throws InterruptedException {
        Set<Object> changed = new TreeSet<>();
        System.getProperties().forEach((name, value) -> {
            if (!value.equals(properties.get(name))) {
                changed.add(name);
            }
        });
        Set<Thread> unremoved = hooks();
        unremoved.removeAll(hooks);
        ManagementFactory.getMemoryMXBean().gc();
        return Map.of(
                "threads", names(threadsLeft()),
                "hooks", names(unremoved),
                "properties", changed.toString(),
                "realms", String.valueOf(realms()),
                "classes",
                        String.valueOf(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()),
                "heap",
                        String.valueOf(ManagementFactory.getMemoryMXBean()
                                .getHeapMemoryUsage()
                                .getUsed()));
    }

    private static long realms() {
        ClassRealm here = (ClassRealm) Remains.class.getClassLoader();
        return here.getWorld().getRealms().stream()
                .filter(realm -> realm.getId().startsWith(PLUGIN))
                .count();
    }

    private Set<Thread> threadsLeft() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_END;
        for (Thread thread : newThreads()) {
            TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
        }
        return newThreads();
    }

    private Set<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threads.contains(thread))
                // the JDK's own, for connections that may be used again; it ends with the last of them
                .filter(thread -> !thread.getName().equals("Keep-Alive-Timer"))
                .collect(Collectors.toSet());
    }

    /** And what each is doing. */
    private static String names(Set<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName() + Arrays.toString(thread.getStackTrace()))
                .sorted()
                .toList()
                .toString();
    }

    @SuppressWarnings("unchecked")
    private static Set<Thread> hooks() {
        try {
            Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            hooks.setAccessible(true);
            return new HashSet<>(((Map<Thread, Thread>) hooks.get(null)).keySet());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }
}
