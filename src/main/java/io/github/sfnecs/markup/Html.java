package io.github.sfnecs.markup;

import io.github.sfnecs.diagnostic.Text;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a page. Nothing but tags is markup in it: every text is escaped as it comes in, and there is no other way in but for
 * the plugin's own style sheet.
 */
public final class Html {
    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Nothing. */
    public static Html none() {
        return new Html("");
    }

    /** A text, with all that would be markup, or that nobody would see, made visible. */
    public static Html text(String text) {
        return new Html(escaped(text));
    }

    /** The plugin's own style sheet. */
    public static Html style(String sheet) {
        return new Html("<style>" + sheet + "</style>");
    }

    /** One piece after the other. */
    public static Html all(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    /** A tag of this name, which has no attributes yet. */
    public static Tag tag(String name) {
        return new Tag(name, "");
    }

    /** The piece as a browser reads it. */
    public String markup() {
        return markup;
    }

    private static String escaped(String text) {
        return Text.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A tag that is being written. */
    public static final class Tag {
        private final String name;
        private final String attributes;

        private Tag(String name, String attributes) {
            this.name = name;
            this.attributes = attributes;
        }

        /** The same tag with one more attribute. */
        public Tag with(String attribute, Object value) {
            return new Tag(name, attributes + " " + attribute + "=\"" + escaped(String.valueOf(value)) + "\"");
        }

        /** The element, with this in it. */
        public Html of(Html... content) {
            return of(List.of(content));
        }

        /** The element, with this in it. */
        public Html of(Collection<Html> content) {
            return new Html("<" + name + attributes + ">" + all(content).markup + "</" + name + ">");
        }

        /** The element, with this text in it. */
        public Html of(String text) {
            return of(text(text));
        }

        /** The element where it has no content, such as {@code meta}. */
        public Html alone() {
            return new Html("<" + name + attributes + ">");
        }
    }
}
