package io.github.sfnecs.bound;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.source.DefinitionFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A definition that is a file of the user's own.
 *
 * @param file its name, as it is told
 * @param read what it says
 * @param predefined what parameters of the POM its placeholders may name, with their values
 */
public record OwnDefinition(String file, DefinitionFile.Read read, SortedMap<String, String> predefined) {
    /** What the state machine does. */
    public Definition definition() {
        return read.definition();
    }

    /** Where its clusters are, else where all that it names is; empty where it names nothing by an ARN, or what is in several places. */
    public Optional<Scope> scope() {
        Set<Scope> scopes = scopes(definition().clusters().stream());
        if (scopes.isEmpty()) {
            scopes = scopes(texts(definition().json()));
        }
        return scopes.size() == 1 ? scopes.stream().findFirst() : Optional.empty();
    }

    /** The clusters in this scope on which it runs tasks, those that it names itself. */
    public List<ClusterArn> clusters(Scope scope) {
        return definition().clusters().stream()
                .flatMap(named -> ClusterArn.in(scope, named).stream())
                .distinct()
                .toList();
    }

    private static Set<Scope> scopes(Stream<String> texts) {
        return texts.flatMap(text -> Scope.in(text).stream()).collect(Collectors.toSet());
    }

    private static Stream<String> texts(JsonNode json) {
        return json.isTextual()
                ? Stream.of(json.textValue())
                : StreamSupport.stream(json.spliterator(), false).flatMap(OwnDefinition::texts);
    }
}
