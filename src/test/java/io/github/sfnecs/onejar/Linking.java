package io.github.sfnecs.onejar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Links each class of a jar, as the JVM does before it uses one: what it extends is there, and its code is sound. */
public final class Linking extends ClassLoader {
    private final JarFile jar;

    private Linking(JarFile jar) {
        super(Linking.class.getClassLoader());
        this.jar = jar;
    }

    /** What went wrong; empty is as it should be. Classes that the jar does not have are those of the class path here. */
    public static List<String> failures(Path file) throws IOException {
        List<String> failures = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            Linking loader = new Linking(jar);
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    String name = entry.getName().replace(".class", "").replace('/', '.');
                    try {
                        var unused = loader.loadClass(name).getDeclaredFields(); // so that it is linked
                    } catch (ReflectiveOperationException | LinkageError e) {
                        failures.add(name + ": " + e);
                    }
                }
            }
        }
        return failures;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null || entry == null) {
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
        try {
            byte[] bytes = jar.getInputStream(entry).readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
