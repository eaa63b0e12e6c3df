package io.github.sfnecs.verdict;

import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.history.ExecutionHistory;
import io.github.sfnecs.history.TaskFailure;
import java.util.Optional;

/**
 * Where a distributed Map reads its items or writes its results: what S3 refuses is told without its name.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
final class PlaceInS3 {
    private PlaceInS3() {}

    /** That about which the state failed, as its definition says it; empty where it did not, or where that was not read. */
    static Optional<String> of(TaskFailure failure, String state, ExecutionHistory history) {
        return switch (failure.error().orElse("")) {
            case "States.ItemReaderFailed" ->
                in(state, history)
                        .flatMap(Use.ChildRuns::reader)
                        .map(reader -> "its items: " + text(reader.arguments()));
            case "States.ResultWriterFailed" ->
                in(state, history)
                        .flatMap(Use.ChildRuns::writer)
                        .map(writer -> "its results: " + text(writer.arguments()));
            default -> Optional.empty();
        };
    }

    private static Optional<Use.ChildRuns> in(String state, ExecutionHistory history) {
        return history.definition().map(Definition::parse).stream()
                .flatMap(definition -> definition.uses().stream())
                .filter(Use.ChildRuns.class::isInstance)
                .map(Use.ChildRuns.class::cast)
                .filter(use -> use.state().name().equals(state))
                .findFirst();
    }

    private static String text(Arguments place) {
        if (place.json().isTextual()) {
            return place.json().textValue();
        }
        return "s3://" + text(place.text("Bucket")) + "/" + text(place.text(place.has("Key") ? "Key" : "Prefix"));
    }

    private static String text(Ref part) {
        return part instanceof Ref.Dynamic dynamic
                ? dynamic.expression()
                : part.literal().orElse("");
    }
}
