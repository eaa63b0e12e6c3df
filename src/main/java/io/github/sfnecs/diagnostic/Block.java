package io.github.sfnecs.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A named block of a text file in UTF-8 that people write: {@code [NAME]}, then a line for each field, {@code field: value}. A field may
 * be there several times. An indented line continues the value before it, after a blank. Empty lines and lines that begin with
 * {@code #} say nothing. Nothing is escaped, so that a regular expression stands there as it is.
 *
 * @param place its file and line
 */
public record Block(String place, String name, List<Field> fields) {
    /**
     * A value of a block.
     *
     * @param place its file and line
     */
    public record Field(String place, String name, String value) {}

    /** The blocks of a file that is in the jar, in its folder of the package; other fields than these are refused. */
    public static List<Block> read(Class<?> beside, String file, Set<String> fields) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file), file)) {
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of a text; a mistake in it is told by the file's name and the line. */
    static List<Block> parse(String file, String text, Set<String> fields) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = file + ":" + (i + 1);
            if (line.indexOf('\ufffd') >= 0) {
                throw mistake(place, "is not UTF-8");
            }
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.stripTrailing().endsWith("]")) {
                String name = line.strip();
                blocks.add(new Block(place, name.substring(1, name.length() - 1), new ArrayList<>()));
            } else if (blocks.isEmpty()) {
                throw mistake(place, "stands before the first [NAME]");
            } else {
                blocks.get(blocks.size() - 1).take(place, line, fields);
            }
        }
        return List.copyOf(blocks);
    }

    private void take(String place, String line, Set<String> known) {
        String text = line.strip();
        if (Character.isWhitespace(line.charAt(0))) {
            if (fields.isEmpty()) {
                throw mistake(place, "is indented, and there is no field to continue");
            }
            Field last = fields.remove(fields.size() - 1);
            fields.add(new Field(last.place, last.name, last.value + " " + text));
            return;
        }
        int colon = text.indexOf(": ");
        if (colon < 0 || !known.contains(text.substring(0, colon))) {
            throw mistake(
                    place,
                    "is neither [NAME] nor one of these fields with a value: "
                            + known.stream().sorted().map(one -> one + ":").toList());
        }
        fields.add(new Field(
                place, text.substring(0, colon), text.substring(colon + 2).strip()));
    }

    /** What is read from the block of each constant: there is one for each, and none of another name. */
    public static <E extends Enum<E>, T> Map<E, T> ofEach(
            Class<E> type, List<Block> blocks, Function<Block, T> reader) {
        Map<String, Block> named = new LinkedHashMap<>();
        for (Block block : blocks) {
            Block before = named.putIfAbsent(block.name, block);
            if (before != null) {
                throw mistake(block.place, "[" + block.name + "] is in " + before.place + ", too");
            }
        }
        Map<E, T> read = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            Block block = named.remove(constant.name());
            if (block == null) {
                throw mistake(type.getSimpleName() + "." + constant, "no file has a block [" + constant + "]");
            }
            read.put(constant, reader.apply(block));
        }
        for (Block block : named.values()) {
            throw mistake(block.place, "[" + block.name + "] is not in the enum " + type.getSimpleName());
        }
        return Map.copyOf(read);
    }

    /** Reads the name of a constant in lower case. */
    public static <E extends Enum<E>> Function<String, E> constant(Class<E> type) {
        Map<String, E> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> constant.name().toLowerCase(Locale.ROOT), constant -> constant));
        return text -> Optional.ofNullable(constants.get(text))
                .orElseThrow(() ->
                        new IllegalArgumentException(text + " is not one of " + new TreeSet<>(constants.keySet())));
    }

    /** The value of a field that has to be there once. */
    public <T> T one(String field, Function<String, T> reader) {
        return optional(field, reader)
                .orElseThrow(() -> mistake(place, "[" + name + "] lacks the field " + field + ":"));
    }

    /** The value of a field that may be there once. */
    public <T> Optional<T> optional(String field, Function<String, T> reader) {
        List<Field> values = named(field);
        if (values.size() > 1) {
            throw mistake(values.get(1).place, "[" + name + "] has the field " + field + ": twice");
        }
        return several(field, reader).stream().findFirst();
    }

    /** The values of a field, in their order. */
    public <T> List<T> several(String field, Function<String, T> reader) {
        return named(field).stream().map(value -> read(value, reader)).toList();
    }

    private List<Field> named(String field) {
        return fields.stream().filter(value -> value.name.equals(field)).toList();
    }

    private static <T> T read(Field field, Function<String, T> reader) {
        try {
            return reader.apply(field.value);
        } catch (IllegalArgumentException e) {
            throw mistake(field.place, field.name + ": " + e.getMessage());
        }
    }

    /** A mistake of whoever wrote the file, which is found by a test. */
    private static IllegalStateException mistake(String place, String what) {
        return new IllegalStateException(place + ": " + what);
    }
}
