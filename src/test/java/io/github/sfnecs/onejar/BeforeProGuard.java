package io.github.sfnecs.onejar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes what ProGuard takes of the jar that has all in it.
 *
 * <ul>
 *   <li>{@code all.jar}, whose clients have the operations only that something calls, without the classes that only others need, and whose
 *       classes of services do not list those nested in them: ProGuard keeps what an interface or such a list names, of EC2 alone 900 requests.
 *       {@code SecretLogs} may set what the SDK logs to: JDK 26 warns where a final field is set (https://openjdk.org/jeps/500). All licenses are in one file there, and so are all notices.
 *   <li>{@code found-by-name.pro}, which keeps each class whose name is a text in that jar: the SDK and Jackson load them so, such as the
 *       providers of credentials of IAM Identity Center.
 *   <li>{@code jdk.jar}, the JDK's classes, which not every JDK has in files that ProGuard reads.
 * </ul>
 */
public final class BeforeProGuard {
    /** What the jar needs of the JDK, as {@code jdeps} says. */
    private static final List<String> MODULES = List.of("java.base", "java.logging", "java.xml");

    private static final String CLASS = ".class";
    private static final String LEGAL = "META-INF/[\\w-]*(LICENSE|NOTICE)";
    private static final String RULE = "-".repeat(79) + "\n\n";

    private static final String LOGGER = "software/amazon/awssdk/utils/Logger.class";

    private static final String SERVICES = "software/amazon/awssdk/services/";

    /** A service's client, and its implementation. */
    private static final String CLIENT = SERVICES + "\\w+/\\w+Client\\.class";

    /** What is in the jar for the sake of a client's operations. */
    private static final String OPERATIONS = SERVICES + "\\w+/(model|transform|paginators|waiters)/.*";

    /** How the method of an operation is described, or that of a waiter for one. */
    private static final String OPERATION = ".*(Response|Iterable|Waiter|ResponseInputStream);";

    /** A class in a descriptor, a signature or a reference. */
    private static final Pattern TYPE = Pattern.compile("[a-z]\\w*(/[\\w$]+)+");

    /** CONSTANT_Utf8, CONSTANT_String. */
    private static final int NAME = 1;

    private static final int TEXT = 8;

    private BeforeProGuard() {}

    /** Takes the jar and the folder for the three. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        try (ZipFile jar = new ZipFile(args[0])) {
            Files.writeString(folder.resolve("found-by-name.pro"), foundByName(jar));
            try (ZipOutputStream all = create(folder.resolve("all.jar"))) {
                putAllNeeded(all, jar);
                put(all, "META-INF/LICENSE", legal(jar, "LICENSE").getBytes(UTF_8));
                put(all, "META-INF/NOTICE", legal(jar, "NOTICE").getBytes(UTF_8));
            }
        }
        try (ZipOutputStream jdk = create(folder.resolve("jdk.jar"))) {
            FileSystem running = FileSystems.getFileSystem(URI.create("jrt:/"));
            for (String module : MODULES) {
                putAll(jdk, running.getPath("modules", module));
            }
        }
    }

    /** All but the services' classes that nothing names, in the order in which they are in the jar. */
    private static void putAllNeeded(ZipOutputStream all, ZipFile jar) throws IOException {
        Map<String, byte[]> needed = new HashMap<>();
        Deque<String> named = new ArrayDeque<>();
        Set<String> called = new HashSet<>();
        for (ZipEntry entry : entries(jar)) {
            if (entry.getName().endsWith(CLASS) && !entry.getName().matches(OPERATIONS + "|" + CLIENT)) {
                names(new ClassReader(bytes(jar, entry))).forEach(called::add);
                named.add(entry.getName());
            }
        }
        while (!named.isEmpty()) {
            String name = named.remove();
            ZipEntry entry = needed.containsKey(name) ? null : jar.getEntry(name);
            if (entry != null) {
                byte[] bytes = prepared(name, bytes(jar, entry), called);
                needed.put(name, bytes);
                names(new ClassReader(bytes))
                        .flatMap(text -> TYPE.matcher(text).results())
                        .forEach(type -> named.add(type.group() + CLASS));
            }
        }
        for (ZipEntry entry : entries(jar)) {
            String name = entry.getName();
            if (needed.containsKey(name)) {
                put(all, name, needed.get(name));
            } else if (!name.endsWith(CLASS) && !name.matches(LEGAL)) {
                put(all, name, bytes(jar, entry));
            }
        }
    }

    /** What the files of this name say: first ours, then those of parts that have their own. */
    private static String legal(ZipFile jar, String name) throws IOException {
        StringBuilder text = new StringBuilder();
        for (ZipEntry entry : entries(jar)) {
            if (entry.getName().matches(LEGAL) && entry.getName().endsWith(name)) {
                String said = new String(bytes(jar, entry), UTF_8);
                text.insert(entry.getName().equals("META-INF/" + name) ? 0 : text.length(), said + "\n" + RULE);
            }
        }
        return text.substring(0, text.length() - RULE.length());
    }

    private static byte[] prepared(String name, byte[] bytes, Set<String> called) {
        if (name.equals(LOGGER)) {
            return rewritten(bytes, BeforeProGuard::withFieldsThatMayBeSet);
        }
        return name.startsWith(SERVICES)
                ? rewritten(bytes, written -> withoutNested(name.matches(CLIENT) ? with(called, written) : written))
                : bytes;
    }

    private static byte[] rewritten(byte[] bytes, UnaryOperator<ClassVisitor> change) {
        // without the reader's constants: they would have the list's names still
        ClassWriter written = new ClassWriter(0);
        new ClassReader(bytes).accept(change.apply(written), 0);
        return written.toByteArray();
    }

    private static ClassVisitor withoutNested(ClassVisitor written) {
        return new ClassVisitor(Opcodes.ASM9, written) {
            @Override
            public void visitInnerClass(String inner, String outer, String simpleName, int access) {}
        };
    }

    /** A client without the operations that nothing calls. */
    private static ClassVisitor with(Set<String> called, ClassVisitor written) {
        return new ClassVisitor(Opcodes.ASM9, written) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String type, String generic, String[] exceptions) {
                return type.matches(OPERATION) && !called.contains(name) && !called.contains(name + "Paginator")
                        ? null
                        : super.visitMethod(access, name, type, generic, exceptions);
            }
        };
    }

    private static ClassVisitor withFieldsThatMayBeSet(ClassVisitor written) {
        return new ClassVisitor(Opcodes.ASM9, written) {
            @Override
            public FieldVisitor visitField(int access, String name, String type, String generic, Object value) {
                return super.visitField(access & ~Opcodes.ACC_FINAL, name, type, generic, value);
            }
        };
    }

    private static String foundByName(ZipFile jar) throws IOException {
        Set<String> found = new TreeSet<>();
        Set<String> classes = new HashSet<>();
        for (ZipEntry entry : entries(jar)) {
            String name = entry.getName();
            if (name.endsWith(CLASS)) {
                classes.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
                texts(new ClassReader(bytes(jar, entry))).forEach(found::add);
            } else if (name.startsWith("META-INF/services/")) {
                found.addAll(new String(bytes(jar, entry), UTF_8).lines().toList());
            }
        }
        found.retainAll(classes);
        return found.stream()
                .map("-keep class %s { public <init>(); public static *; }\n"::formatted)
                .collect(joining());
    }

    /** The texts that are constants of the class. https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4 */
    private static Stream<String> texts(ClassReader type) {
        char[] buffer = new char[type.getMaxStringLength()];
        return constants(type, TEXT).mapToObj(at -> type.readUTF8(at, buffer));
    }

    /** The names, descriptors and signatures in the class, with other texts among them. */
    private static Stream<String> names(ClassReader type) {
        return constants(type, NAME).mapToObj(at -> {
            byte[] name = new byte[type.readUnsignedShort(at)];
            for (int i = 0; i < name.length; i++) {
                name[i] = (byte) type.readByte(at + Short.BYTES + i);
            }
            return new String(name, UTF_8);
        });
    }

    private static IntStream constants(ClassReader type, int kind) {
        return IntStream.range(1, type.getItemCount())
                .map(type::getItem)
                .filter(at -> at > 0 && type.readByte(at - 1) == kind);
    }

    private static void putAll(ZipOutputStream jar, Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = module.relativize(file).toString();
                if (name.endsWith(CLASS) && !name.equals("module-info.class")) {
                    put(jar, name, Files.readAllBytes(file));
                }
            }
        }
    }

    private static List<? extends ZipEntry> entries(ZipFile jar) {
        return jar.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream stream = jar.getInputStream(entry)) {
            return stream.readAllBytes();
        }
    }

    private static ZipOutputStream create(Path file) throws IOException {
        ZipOutputStream jar = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        jar.setLevel(Deflater.BEST_SPEED);
        return jar;
    }

    private static void put(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(bytes);
    }
}
