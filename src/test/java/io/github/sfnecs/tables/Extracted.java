package io.github.sfnecs.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The definitions in a file of somebody's: the file itself, or those that a template of CloudFormation or Terraform has in it, as a
 * person would put each into a file of its own, with the template's expressions as placeholders.
 */
final class Extracted {
    private static final Pattern HEREDOC =
            Pattern.compile("<<-?\"?(\\w+)\"?[ \t]*\\R(.*?)\\R[ \t]*\\1\\b", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("(?m)^.*[|>][-+]?[ \t]*\\R(?=( *)\\S)");

    private Extracted() {}

    /** Each definition, in the order of the file. */
    static List<String> from(String file, String text) {
        List<String> found = file.endsWith(".tf")
                ? terraform(text)
                : Json.tryParse(text).map(Extracted::inTemplate).orElseGet(() -> blocks(text));
        return found.isEmpty() ? List.of(text) : found;
    }

    private static boolean isDefinition(String text) {
        return text.contains("StartAt") && text.contains("States") && text.contains("ecs:runTask");
    }

    private static List<String> terraform(String text) {
        return Stream.concat(
                        HEREDOC.matcher(text).results().map(found -> Hcl.withNames(found.group(2))),
                        Hcl.encoded(text).stream())
                .filter(Extracted::isDefinition)
                .toList();
    }

    /** What stands behind {@code |} in YAML, if it is JSON. */
    private static List<String> blocks(String text) {
        List<String> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String indentation = block.group(1);
            String all = text.substring(block.end())
                    .lines()
                    .takeWhile(line -> line.isBlank() || line.startsWith(indentation))
                    .map(line -> line.isBlank() ? "" : line.substring(indentation.length()))
                    .collect(Collectors.joining("\n"));
            if (all.startsWith("{") && isDefinition(all)) {
                found.add(all);
            }
        }
        return found;
    }

    /** Those of the state machines of a template of CloudFormation in JSON, such as the CDK makes. */
    private static List<String> inTemplate(JsonNode template) {
        return template.findValues("DefinitionString").stream()
                .map(Extracted::joined)
                .filter(Extracted::isDefinition)
                .toList();
    }

    private static String joined(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        JsonNode parts = value.path("Fn::Join").path(1);
        JsonNode filled = value.path("Fn::Sub");
        if (parts.isArray()) {
            StringBuilder all = new StringBuilder();
            parts.forEach(part -> all.append(joined(part)));
            return all.toString();
        }
        return filled.isTextual()
                ? filled.textValue()
                : filled.isArray()
                        ? filled.path(0).asText()
                        : "${" + Json.compact(value).replaceAll("\\W+", "_").replaceAll("^_|_$", "") + "}";
    }
}
