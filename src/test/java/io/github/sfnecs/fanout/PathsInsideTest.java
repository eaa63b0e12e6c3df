package io.github.sfnecs.fanout;

import static io.github.sfnecs.testing.ATask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.testing.ATask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsInsideTest {
    private static List<String> told(boolean batches, ATask task) {
        Mistakes mistakes = new Mistakes();
        PathsInside.of(batches).note(task.runTask(), mistakes);
        try {
            mistakes.throwIfAny();
            return List.of();
        } catch (ProblemException e) {
            return e.problems().stream()
                    .map(problem -> problem.what() + " -> " + problem.fix())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.item.id",
                "$['item'].id",
                "s3://$.input.bucket/$.item.key",
                "States.Format('{} of $.all', $.index)",
                "States.Format('it\\'s $.x of {}', $.item)",
                "States.JsonToString($)",
                "$$.Execution.StartTime",
                "x"
            })
    void aTaskHasItsItem(String text) {
        assertThat(told(false, task().command(text, "y"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.customer|$.customer|customer",
                "$['customer'].id|$['customer']|customer",
                "s3://$.bucket/$.item.key|$.bucket|bucket",
                "States.Format('{}', $.day)|$.day|day",
                "$.items|$.items|items",
            })
    void anythingElseIsOfTheInput(String text, String path, String name) {
        assertThat(told(false, task().command(text, "y")))
                .containsExactly("containerOverrides '" + path
                        + "': with map a task has $.item, $.index, $.input only -> $.input." + name
                        + " where it is of the execution's input");
    }

    @Test
    void aBatchHasItems() {
        assertThat(told(true, task().command("States.JsonToString($.items)", "$.input.day")))
                .isEmpty();
        assertThat(told(true, task().command("$.item", "y"))).hasSize(1);
    }

    @Test
    void sizesAreOfTheItemToo() {
        assertThat(told(false, task().size("$.item.cpu", "$.memory", "$.input.storage")))
                .singleElement()
                .asString()
                .startsWith("memory '$.memory': with map");
    }

    @Test
    void theIndexIsANumber() {
        assertThat(told(false, task().command("--part", "$.index")))
                .containsExactly("containerOverrides '$.index': it is a number, and a container takes only texts"
                        + " -> States.Format('{}', $.index)");
    }
}
