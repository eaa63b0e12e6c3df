package io.github.sfnecs.tables;

import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.mojos.Goals;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/**
 * A place in a parameter where a text can be put, whatever the parameter's type: its text, an element of its list, a key or a value of
 * its map, a child of its bean.
 *
 * @param goal the goal that has the parameter
 * @param parameter its name
 * @param path the place, such as {@code containerOverrides[0].environment.child}
 * @param filled the parameter's value with a text in this place
 */
public record Slot(String goal, String parameter, String path, Function<String, Object> filled) {
    private static final Set<String> BEANS = Set.of("io.github.sfnecs.config", "io.github.sfnecs.map");

    /** What a child needs so that its siblings are looked at. */
    private static final Map<String, String> SIBLINGS =
            Map.of("provider", "FARGATE_SPOT", "name", "web", "type", "memberOf");

    /** The places of one parameter. */
    public static Stream<Slot> of(String goal, String parameter, Class<?> mojo, Path folder) {
        return places(parameter, field(mojo, parameter).getGenericType(), folder).stream()
                .map(place -> new Slot(goal, parameter, place.path, place.filled));
    }

    @Override
    public String toString() {
        return goal + " " + path;
    }

    private record Place(String path, Function<String, Object> filled) {
        Place within(Function<Object, Object> parent) {
            return new Place(path, filled.andThen(parent));
        }
    }

    private static List<Place> places(String path, Type type, Path folder) {
        if (type == String.class) {
            return List.of(new Place(path, text -> text));
        } else if (type == File.class) {
            return List.of(
                    new Place(path, text -> new File(deep(folder), text)),
                    new Place(path + " (content)", text -> file(folder, text).toFile()));
        } else if (type == PlexusConfiguration.class) {
            return elements(path);
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return places(path + "[0]", list.getActualTypeArguments()[0], folder).stream()
                    .map(place -> place.within(List::of))
                    .toList();
        } else if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return pairs(path);
        } else if (type instanceof Class<?> bean && BEANS.contains(bean.getPackageName())) {
            return children(path, bean, folder);
        }
        throw new AssertionError("Teach this test where a text can be put into " + path + ", a " + type);
    }

    private static List<Place> elements(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return List.of(
                new Place(path, text -> element(name, text)),
                new Place(path + ".child", text -> parent(name, element("child", text))),
                new Place(path + ".<name>", text -> parent(name, element(text, "value"))));
    }

    private static XmlPlexusConfiguration element(String name, String text) {
        XmlPlexusConfiguration element = new XmlPlexusConfiguration(name);
        element.setValue(text);
        return element;
    }

    private static Object parent(String name, XmlPlexusConfiguration child) {
        XmlPlexusConfiguration parent = new XmlPlexusConfiguration(name);
        parent.addChild(child);
        return parent;
    }

    private static List<Place> pairs(String path) {
        return List.of(
                new Place(path + ".key", text -> Map.of("key", text)),
                new Place(path + ".<key>", text -> Map.of(text, "value")),
                new Place(path + " (one text)", text -> {
                    KeyValues pairs = new KeyValues();
                    pairs.set(text);
                    return pairs.toMap().orElseThrow();
                }));
    }

    private static List<Place> children(String path, Class<?> bean, Path folder) {
        List<Place> places = new ArrayList<>();
        for (Field child : bean.getDeclaredFields()) {
            if (!Modifier.isStatic(child.getModifiers())) {
                places(path + "." + child.getName(), child.getGenericType(), folder)
                        .forEach(place -> places.add(place.within(value -> made(bean, child.getName(), value))));
            }
        }
        return places;
    }

    private static Object made(Class<?> bean, String child, Object value) {
        try {
            Object made = bean.getDeclaredConstructor().newInstance();
            Map<String, Object> children = new HashMap<>(SIBLINGS);
            children.keySet()
                    .retainAll(Arrays.stream(bean.getDeclaredFields())
                            .map(Field::getName)
                            .toList());
            children.put(child, value);
            children.forEach((name, content) -> Goals.set(made, name, content));
            return made;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** So deep that no hostile name leads out of the folder: a goal may write there. */
    private static File deep(Path folder) {
        return folder.resolve("where/names/lead/nowhere/else").toFile();
    }

    private static Path file(Path folder, String text) {
        try {
            return Files.write(folder.resolve("input.json"), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Field field(Class<?> mojo, String name) {
        for (Class<?> type = mojo; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new AssertionError(mojo + " has no field for the parameter " + name);
    }
}
