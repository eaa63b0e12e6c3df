package io.github.sfnecs.house;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Every regular expression of the plugin: those in static fields and in the fields of enum constants, as the classes have them, with
 * what they have read from files, and those that its sources give to String's methods, as they are written there. What is made otherwise can't be found, and is told.
 * https://docs.oracle.com/en/java/javase/17/docs/api/jdk.compiler/com/sun/source/tree/package-summary.html
 */
public final class Regexes {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Set<String> OF_STRING = Set.of("matches", "replaceAll", "replaceFirst", "split");
    /** What they make is in static fields and the fields of enum constants. */
    private static final Set<String> REACHED_BY_FIELDS = Set.of(
            "Evidence.java", "Named.java", "Principal.java", "PrintedLines.java", "ResourceKind.java", "Wording.java");

    private final List<Regex> found = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    /**
     * One of them.
     *
     * @param where the field, or the file and line
     * @param use how it is used, as far as that is seen
     */
    public record Regex(String where, Pattern pattern, Use use) {
        @Override
        public String toString() {
            return where + " " + pattern;
        }
    }

    /** How an expression is used. */
    public enum Use {
        MATCH,
        FIND,
        ANY
    }

    public Regexes() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            inSources(sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        classes().forEach(this::inFields);
    }

    /** Those that are known. */
    public List<Regex> found() {
        return found;
    }

    /** Where one is made that is not known. */
    public List<String> unknown() {
        return unknown;
    }

    private static List<Class<?>> classes() {
        Path root = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(root.resolve("io/github/sfnecs"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("package-info"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .<Class<?>>map(Regexes::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inFields(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.isEnumConstant()) {
                take(type.getSimpleName() + "." + field.getName(), get(field, null));
            } else if (type.isEnum() && !field.isEnumConstant()) {
                for (Object constant : type.getEnumConstants()) {
                    take(constant + "." + field.getName(), get(field, constant));
                }
            }
        }
    }

    private void take(String where, Object value) {
        if (value instanceof Pattern pattern) {
            found.add(new Regex(where, pattern, Use.ANY));
        } else if (value instanceof Iterable<?> several && !(value instanceof Path)) {
            several.forEach(one -> take(where, one));
        } else if (value instanceof Map<?, ?> named) {
            named.forEach((name, one) -> take(where + "." + name, one));
        } else if (value instanceof Record record
                && record.getClass().getPackageName().startsWith("io.github.sfnecs")) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    take(where, component.getAccessor().invoke(record));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static Object get(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inSources(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                new Calls(unit, Trees.instance(task)).scan(unit, null);
            }
        }
    }

    /** The calls of one file. */
    private final class Calls extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final String file;

        Calls(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
            this.file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
            boolean regex =
                    isPattern(tree.getQualifierExpression()) || tree.toString().equals("String::matches");
            if (regex && !REACHED_BY_FIELDS.contains(file)) {
                unknown.add(at(tree));
            }
            return super.visitMemberReference(tree, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (call.getMethodSelect() instanceof MemberSelectTree method
                    && !call.getArguments().isEmpty()) {
                String name = method.getIdentifier().toString();
                if (isPattern(method.getExpression())) {
                    if (Set.of("compile", "matches").contains(name) && !inStaticField()) {
                        take(call, Use.ANY);
                    }
                } else if (OF_STRING.contains(name) && !isMatcher(method.getExpression())) {
                    take(call, name.equals("matches") ? Use.MATCH : Use.FIND);
                }
            }
            return super.visitMethodInvocation(call, null);
        }

        private void take(MethodInvocationTree call, Use use) {
            constant(call.getArguments().get(0))
                    .ifPresentOrElse(regex -> found.add(new Regex(at(call), Pattern.compile(regex), use)), () -> {
                        if (!REACHED_BY_FIELDS.contains(file)) {
                            unknown.add(at(call));
                        }
                    });
        }

        private boolean isPattern(ExpressionTree expression) {
            return expression instanceof IdentifierTree name && name.getName().contentEquals("Pattern");
        }

        private boolean isMatcher(ExpressionTree expression) {
            return expression instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof MemberSelectTree method
                    && method.getIdentifier().contentEquals("matcher");
        }

        private boolean inStaticField() {
            return Stream.iterate(getCurrentPath(), path -> path != null, path -> path.getParentPath())
                    .anyMatch(path -> path.getLeaf() instanceof VariableTree variable
                            && variable.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC));
        }

        private Optional<String> constant(ExpressionTree expression) {
            if (expression instanceof LiteralTree literal) {
                return Optional.of(String.valueOf(literal.getValue()));
            }
            if (expression instanceof BinaryTree sum) {
                return constant(sum.getLeftOperand())
                        .flatMap(left -> constant(sum.getRightOperand()).map(right -> left + right));
            }
            return Optional.empty();
        }

        private String at(com.sun.source.tree.Tree tree) {
            long line =
                    unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
            return file + ":" + line;
        }
    }
}
