package io.github.sfnecs.config;

import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The beans of one goal as they are written in the POM. Maven itself would end at the first element that a bean does not have, in words
 * of its own and before any other mistake is found.
 */
public final class WrittenBeans {
    private final List<Consumer<Mistakes>> wrong = new ArrayList<>();

    /** The bean that is written as this element. */
    public <B> B one(PlexusConfiguration element, Function<Element, B> bean) {
        return read(element.getName(), element, bean);
    }

    /** The beans that are written as the children of this element, whatever they are called. */
    public <B> List<B> list(PlexusConfiguration elements, Function<Element, B> bean) {
        return list(elements.getName(), elements, bean);
    }

    private <B> List<B> list(String parameter, PlexusConfiguration elements, Function<Element, B> bean) {
        PlexusConfiguration[] children = elements.getChildren();
        if (children.length == 0
                && !Objects.requireNonNullElse(elements.getValue(), "").isBlank()) {
            wrong.add(mistakes -> mistakes.unknown(
                    parameter, "it has elements, not a text", Mistakes.xml(elements.getName(), "<item>…</item>")));
        }
        return IntStream.range(0, children.length)
                .mapToObj(i -> read(parameter + "[" + i + "]", children[i], bean))
                .toList();
    }

    private <B> B read(String parameter, PlexusConfiguration written, Function<Element, B> bean) {
        Element element = new Element(this, parameter, written, new TreeSet<>(), new TreeSet<>());
        B read = bean.apply(element);
        for (PlexusConfiguration child : written.getChildren()) {
            if (element.texts.contains(child.getName()) && child.getChildCount() > 0) {
                wrong.add(mistakes -> mistakes.unknown(
                        parameter + "." + child.getName(),
                        "it is a text, without elements",
                        Mistakes.xml(child.getName(), "…")));
            }
            if (!element.known.contains(child.getName())) {
                wrong.add(mistakes -> mistakes.unknown(
                        parameter + "." + child.getName(),
                        "there is no such element",
                        Mistakes.xml(Nearest.of(child.getName(), element.known), "…")));
            }
        }
        return read;
    }

    /** Notes what is written that the beans do not have, or have otherwise. */
    public void noteWrong(Mistakes mistakes) {
        wrong.forEach(each -> each.accept(mistakes));
    }

    /**
     * A bean's element, which learns from what it is asked for what there is.
     *
     * @param all where is noted what is wrong in it
     * @param parameter how it is told of
     * @param written as in the POM
     * @param known the children that it was asked for
     * @param texts those of them that are texts
     */
    public record Element(
            WrittenBeans all,
            String parameter,
            PlexusConfiguration written,
            SortedSet<String> known,
            SortedSet<String> texts) {
        /** A child, or null. */
        PlexusConfiguration child(String name) {
            known.add(name);
            return written.getChild(name, false);
        }

        /** The beans that are written as the children of a child. */
        <B> List<B> beans(String name, Function<Element, B> bean) {
            PlexusConfiguration parent = child(name);
            return parent == null ? List.of() : all.list(parameter + "." + name, parent, bean);
        }

        /** The bean that is written as a child, or null. */
        public <B> B one(String name, Function<Element, B> bean) {
            PlexusConfiguration child = child(name);
            return child == null ? null : all.read(parameter + "." + name, child, bean);
        }

        /** The texts of the children of a child, or null. */
        public List<String> elements(String name) {
            PlexusConfiguration parent = child(name);
            return parent == null
                    ? null
                    : Arrays.stream(parent.getChildren())
                            .map(PlexusConfiguration::getValue)
                            .toList();
        }

        /** As Maven reads lists: an element for each, or one text with commas; null without the child. */
        public List<String> texts(String name) {
            List<String> elements = elements(name);
            return elements == null || !elements.isEmpty() || child(name).getValue() == null
                    ? elements
                    : List.of(child(name).getValue().split(",", -1));
        }

        /** The text of a child which may have elements instead, or null. */
        public String textOrElements(String name) {
            return Objects.requireNonNullElse(child(name).getValue(), "");
        }

        /** The text of a child, or null. */
        public String text(String name) {
            texts.add(name);
            return Optional.ofNullable(child(name))
                    .map(PlexusConfiguration::getValue)
                    .orElse(null);
        }

        /** Its own text, or null. */
        public String text() {
            return written.getValue();
        }
    }
}
