package io.github.sfnecs.report;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.execution.ExecutionReport;
import io.github.sfnecs.markup.Html;
import io.github.sfnecs.testing.Junit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An execution of many states, with branches, iterations, a failure that is caught and a nested execution, as each shows it. */
class PipelineTest {
    private static final List<String> CONSOLE = new ArrayList<>();
    private static ExecutionReport report;

    @BeforeAll
    static void run() {
        report = Pipeline.run(CONSOLE);
    }

    @Test
    void onTheConsole() {
        assertGolden("report/pipeline.txt", plain(CONSOLE.get(0)));
    }

    @Test
    void forPrograms() {
        assertGolden("report/pipeline.json", plain(report.json()));
    }

    @Test
    void inMarkdown() {
        assertGolden("report/pipeline.md", plain(report.markdown()));
    }

    /** An element to a line. */
    @Test
    void onThePage() {
        ExecutionRecord execution = report.execution();
        Html drawing = new GraphDrawing(
                        StateGraph.of(execution.definition().orElseThrow()).orElseThrow(), execution)
                .draw();

        assertThat(report.html()).contains(drawing.markup());
        assertGolden("report/pipeline.html", drawing.markup().replaceAll("(?=<(ol|li|div)\\b)", "\n") + "\n");
    }

    @Test
    void forCiServers() {
        assertThat(Junit.read(report.xml()).cases())
                .extracting(Junit.Case::name)
                .contains(
                        "Copy, task 1",
                        "Load in Load each[0], task 1",
                        "Load in Load each[3], task 1",
                        "Load in Load each[3], task 2",
                        "Load in Load each[4], task 1",
                        "Upload, task 1");
    }

    private static String plain(String text) {
        return text.replaceAll("\\b[0-9a-f]{32}\\b", "TASK").replaceAll("\\btask [0-9a-f]{8}\\b", "task ID");
    }
}
