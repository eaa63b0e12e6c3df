package io.github.sfnecs.report;

import io.github.sfnecs.diagnostic.Elapsed;
import io.github.sfnecs.diagnostic.Text;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.mapcharts.MapRunSections;
import io.github.sfnecs.markup.FactList;
import io.github.sfnecs.markup.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An execution for people: {@code execution.html}, one file that needs nothing else, neither network nor scripts. Of what is long
 * it shows as much as somebody reads, and says how much that is.
 */
public final class ExecutionPage {
    private static final String STYLE = "execution.css";
    /** A script, or a picture from elsewhere, would be one that somebody smuggled in. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private static final int MOST_LINES = 400;
    private static final int LONGEST_LINE = 2000;

    private final String prices;

    /** With what is said of the prices that the estimates of cost were made with. */
    public ExecutionPage(String prices) {
        this.prices = prices;
    }

    /** The page for this execution. */
    public String of(ExecutionRecord execution) {
        String title = "Execution " + execution.name() + " " + execution.status();
        return "<!DOCTYPE html>\n"
                + Html.tag("html")
                        .with("lang", "en")
                        .of(
                                Html.tag("head")
                                        .of(
                                                Html.tag("meta")
                                                        .with("charset", "utf-8")
                                                        .alone(),
                                                Html.tag("meta")
                                                        .with("http-equiv", "Content-Security-Policy")
                                                        .with("content", POLICY)
                                                        .alone(),
                                                Html.tag("meta")
                                                        .with("name", "viewport")
                                                        .with("content", "width=device-width, initial-scale=1")
                                                        .alone(),
                                                Html.tag("title").of(title),
                                                Html.style(style())),
                                Html.tag("body").of(Html.tag("main").of(sections(execution))))
                        .markup();
    }

    private List<Html> sections(ExecutionRecord execution) {
        StateGraph graph =
                execution.definition().flatMap(StateGraph::of).orElseGet(() -> StateGraph.of(execution.states()));
        return List.of(
                head(execution),
                execution.problem().map(ExecutionPage::verdict).orElse(Html.none()),
                section("State machine", new GraphDrawing(graph, execution).draw()),
                new MapRunSections(execution.mapRuns(), execution.seenAt(), prices, execution::consoleLink).draw(),
                section("Timeline", new Timeline(execution).draw()),
                section("ECS tasks", new TaskSection(execution.tasks()).draw()),
                section(
                        "Input and output",
                        Html.all(List.of(
                                document("Input", execution.input()),
                                document("Output", execution.output()),
                                document("Cause", execution.cause())))),
                execution.notes().isEmpty()
                        ? Html.none()
                        : section(
                                "What is missing here",
                                Html.tag("ul")
                                        .of(execution.notes().stream()
                                                .map(note -> Html.tag("li").of(note))
                                                .toList())));
    }

    private Html head(ExecutionRecord execution) {
        Map<String, Optional<String>> facts = new LinkedHashMap<>();
        facts.put("State machine", Optional.of(execution.stateMachineArn()));
        facts.put("Started", execution.startDate().map(Instant::toString));
        facts.put("Ended", execution.stopDate().map(Instant::toString));
        facts.put(
                execution.stopDate().isPresent() ? "Took" : "Takes so far",
                execution
                        .startDate()
                        .map(start ->
                                Elapsed.between(start, execution.stopDate().orElse(execution.seenAt()))));
        facts.put("Error", execution.error());
        facts.put("ECS tasks cost", execution.cost().map(cost -> cost.text(prices)));
        return Html.tag("header")
                .of(
                        Html.tag("h1")
                                .of(
                                        Html.text("Execution " + execution.name() + " "),
                                        Html.tag("span")
                                                .with("class", "status " + PageVocabulary.kind(execution.status()))
                                                .of(execution.status())),
                        execution.consoleLink().map(ExecutionPage::link).orElse(Html.none()),
                        FactList.of(facts));
    }

    private static Html link(String console) {
        return Html.tag("p").of(Html.tag("a").with("href", console).of("Open it in the AWS console"));
    }

    private static Html verdict(String problem) {
        return section(
                "Why the build failed", Html.tag("pre").with("class", "problem").of(problem));
    }

    private static Html section(String heading, Html content) {
        return Html.tag("section").of(Html.tag("h2").of(heading), content);
    }

    private static Html document(String name, Optional<String> text) {
        return text.map(is -> Json.tryParse(is).map(Json::pretty).orElse(is))
                .map(is -> Html.tag("details")
                        .of(
                                Html.tag("summary").of(Html.tag("strong").of(name)),
                                Html.tag("pre").of(Text.bounded(is, MOST_LINES, LONGEST_LINE))))
                .orElse(Html.none());
    }

    private static String style() {
        try (InputStream style = Objects.requireNonNull(ExecutionPage.class.getResourceAsStream(STYLE), STYLE)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
