package io.github.sfnecs.bound;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.source.DefinitionFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.arns.Arn;

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
        List<Scope> scopes =
                scopes(clusters()).or(() -> scopes(texts(definition().json()))).orElse(List.of());
        return scopes.size() == 1 ? Optional.of(scopes.get(0)) : Optional.empty();
    }

    /** The clusters in this scope on which it runs tasks, those that it names itself. */
    public List<ClusterArn> clusters(Scope scope) {
        return clusters()
                .flatMap(named -> ClusterArn.in(scope, named).stream())
                .distinct()
                .toList();
    }

    private Stream<String> clusters() {
        return definition().taskUses().stream().map(TaskUse::cluster).flatMap(cluster -> cluster.literal().stream());
    }

    private static Optional<List<Scope>> scopes(Stream<String> texts) {
        return Optional.of(texts.filter(text -> text.startsWith("arn:"))
                        .flatMap(text -> Arn.tryFromString(text).stream())
                        .filter(arn ->
                                arn.region().isPresent() && arn.accountId().isPresent())
                        .map(Scope::of)
                        .distinct()
                        .toList())
                .filter(scopes -> !scopes.isEmpty());
    }

    private static Stream<String> texts(JsonNode json) {
        return json.isTextual()
                ? Stream.of(json.textValue())
                : StreamSupport.stream(json.spliterator(), false).flatMap(OwnDefinition::texts);
    }
}
