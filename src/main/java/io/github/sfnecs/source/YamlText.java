package io.github.sfnecs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A definition in YAML 1.2, as far as it says what JSON can say. It is read event by event: nothing of a type that the file names is
 * made, and no deeper than it may be.
 */
final class YamlText {
    private final Masked text;
    private final Placeholders placeholders;
    private final FileMistakes mistakes;
    private final YamlTree tree;
    private final Map<Anchor, Repeated> anchors = new HashMap<>();
    private int documents;

    private YamlText(String text, Placeholders placeholders, FileMistakes mistakes) {
        this.text = Masked.of(text);
        this.placeholders = placeholders;
        this.mistakes = mistakes;
        this.tree = new YamlTree(mistakes);
    }

    /** What an alias repeats, and how large it is. */
    private record Repeated(JsonNode json, int size) {}

    static Located read(String text, Placeholders placeholders, FileMistakes mistakes) {
        return new YamlText(text, placeholders, mistakes).read();
    }

    private Located read() {
        try {
            for (Event event : new Parse(settings(text.masked())).parseString(text.masked())) {
                take(event);
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            throw notYaml(line, text.restored(e.getProblem() + (e.getContext() == null ? "" : " " + e.getContext())));
        } catch (ReaderException e) {
            int line = text.lineOf(text.masked().indexOf(e.getCodePoint()));
            throw notYaml(line, String.format("it has a control character, U+%04X", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw notYaml(0, text.restored(e.getMessage()));
        }
        return tree.whole();
    }

    /** The text is read at once: the library's time grows with the square of what a long scalar has of its buffers. */
    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setBufferSize(text.length() + 1)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
    }

    private RuntimeException notYaml(int line, String why) {
        String written = text.restored(text.line(line));
        if (written.strip().length() < written.length() && written.matches("(?s) *\t.*")) {
            return mistakes.last(line, "The line is indented with a tab, which YAML does not take.", "", "Use spaces");
        }
        return mistakes.last(line, "The file is not YAML.", why, Placeholders.fix(written, "'"));
    }

    private void take(Event event) {
        int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
        switch (event.getEventId()) {
            case DocumentStart -> {
                if (documents++ > 0) {
                    throw mistakes.last(line, "There is a second document; a definition is one.", "", "");
                }
            }
            case Scalar -> scalar((ScalarEvent) event, line);
            case Alias -> alias((AliasEvent) event, line);
            case SequenceStart -> {
                knownTag(((SequenceStartEvent) event).getTag(), line);
                open(Json.array(), line, (NodeEvent) event);
            }
            case MappingStart -> {
                knownTag(((MappingStartEvent) event).getTag(), line);
                open(Json.object(), line, (NodeEvent) event);
            }
            case SequenceEnd, MappingEnd -> {
                YamlTree.Closed closed = tree.close();
                closed.anchor().ifPresent(name -> anchors.put(name, new Repeated(closed.json(), closed.size())));
            }
            default -> {
                // where the stream and its document begin and end
            }
        }
    }

    private void open(JsonNode json, int line, NodeEvent event) {
        if (tree.wantsName()) {
            throw noName(line);
        }
        tree.open(json, line, event.getAnchor());
    }

    private void alias(AliasEvent alias, int line) {
        Repeated repeated = anchors.get(alias.getAlias());
        if (repeated == null) {
            throw mistakes.last(
                    line,
                    "The alias *"
                            + FileMistakes.shown(text.restored(alias.getAlias().getValue()))
                            + " has no anchor before it.",
                    "",
                    "");
        }
        if (tree.wantsName()) {
            throw noName(line);
        }
        tree.grow(repeated.size, line);
        tree.add(repeated.json.deepCopy(), line);
    }

    private RuntimeException noName(int line) {
        return mistakes.last(
                line, "The name of a member is not a text.", "", Placeholders.fix(text.restored(text.line(line)), "'"));
    }

    private void scalar(ScalarEvent event, int line) {
        Masked.Part part = text.part(event.getValue(), line);
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        knownTag(event.getTag(), line);
        tree.grow(part.text().length() + 1, line);
        if (tree.wantsName()) {
            if (plain && part.text().equals("<<")) {
                mistakes.add(
                        line,
                        "The merge key << is not part of YAML 1.2.",
                        "",
                        "Write the members out, or use an alias as a whole value");
            }
            tree.name(placeholders.in(part.text(), part::line, UnaryOperator.identity()), line);
            return;
        }
        int before = placeholders.filledIn();
        JsonNode json = !plain
                ? Json.of(placeholders.in(part.text(), part::line, UnaryOperator.identity()))
                : part.only().isPresent() ? only(part.only().get(), line) : plain(part, line);
        int size = part.text().length() + 1 + placeholders.filledIn() - before;
        event.getAnchor().ifPresent(name -> anchors.put(name, new Repeated(json, size)));
        tree.add(json, line);
    }

    private JsonNode plain(Masked.Part part, int line) {
        return YamlScalar.of(placeholders.in(part.text(), part::line, UnaryOperator.identity()), line, mistakes);
    }

    /** A placeholder that is the whole scalar: its value is JSON, YAML in brackets or quotes, or else a scalar as it is. */
    private JsonNode only(String name, int line) {
        String value = placeholders.value(name, () -> line).orElse("null");
        Optional<JsonNode> json = Json.tryParse(value);
        if (json.isPresent()) {
            return json.get();
        }
        if (!value.isBlank() && "[{\"'".indexOf(value.strip().charAt(0)) < 0) {
            return YamlScalar.of(value, line, mistakes);
        }
        FileMistakes wrong = new FileMistakes("");
        try {
            if (!value.isBlank()) {
                JsonNode yaml = read(value.strip(), new Placeholders(Map.of(), Map.of(), wrong), wrong)
                        .json();
                wrong.throwIfAny();
                return yaml;
            }
        } catch (ProblemException e) {
            // told below
        }
        mistakes.add(
                line,
                Placeholders.written(name) + " stands outside quotes, where its value is taken as YAML.",
                value.isBlank() ? "its value is empty" : "its value is not YAML: '" + FileMistakes.shown(value) + "'",
                "Write \"" + Placeholders.written(name) + "\" in the file if it is a text");
        return NullNode.getInstance();
    }

    private void knownTag(Optional<String> tag, int line) {
        if (tag.isPresent() && !List.of("!", "tag:yaml.org,2002:str").contains(tag.get())) {
            String written = tag.get().replace("tag:yaml.org,2002:", "!!");
            mistakes.add(
                    line,
                    "The tag " + text.restored(FileMistakes.shown(written)) + " is not known here.",
                    "",
                    "A text needs no tag; what CloudFormation would fill in is written ${name}");
        }
    }
}
