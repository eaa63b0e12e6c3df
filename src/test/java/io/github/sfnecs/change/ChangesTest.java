package io.github.sfnecs.change;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.RecordingConsole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final RecordingConsole console = new RecordingConsole();
    private final List<String> called = new ArrayList<>();
    private final Changes changes = new Changes();

    @Test
    void areSaidAllTogetherAndThenMadeInTheirOrder() {
        add(
                "Role r: the policy will change:",
                Optional.of("{'a': 1, 'b': [1, 2]}"),
                "{'a': 1, 'b': [1, 3], 'c': true}");
        add("Role r: tags will change:", Optional.empty(), "{'team': 'payments'}");

        changes.carryOut("Role r", console, Mode.APPLY);

        assertThat(called).containsExactly("Role r: the policy will change:", "Role r: tags will change:");
        assertGolden("change/apply.txt", console.text());
    }

    @Test
    void areOnlySaidInADryRun() {
        add("Role r: the policy will change:", Optional.of("{'a': 1}"), "{'a': 2}");

        changes.carryOut("Role r", console, Mode.DRY_RUN);

        assertThat(called).isEmpty();
        assertGolden("change/dry-run.txt", console.text());
    }

    @Test
    void areSaidToBeNone() {
        changes.carryOut("Role r", console, Mode.APPLY);
        changes.carryOut("Role r", console, Mode.DRY_RUN);

        assertThat(console.infos()).containsExactly("Role r: up to date.", "Role r: up to date.");
    }

    @Test
    void endAtTheFirstCallThatFails() {
        changes.add("first", Optional.empty(), Json.object(), () -> {
            throw new IllegalStateException("denied");
        });
        add("second", Optional.empty(), "{}");

        assertThatThrownBy(() -> changes.carryOut("Role r", console, Mode.APPLY))
                .hasMessage("denied");
        assertThat(called).isEmpty();
        assertThat(console.infos()).doesNotContain("Role r: done.");
    }

    @Test
    void showOnlyWhatIsNearADifference() {
        JsonNode before = lines(40);
        JsonNode after = before.deepCopy();
        ((ArrayNode) after).set(20, Json.of("other"));

        assertGolden("change/far-apart.txt", JsonDiff.of(Optional.of(before), after));
    }

    @Test
    void areShownInPartWhereTheyAreEndless() {
        String diff = JsonDiff.of(Optional.of(lines(100_000)), lines(3));

        assertThat(diff.lines().count()).isBetween(1_990L, 2_010L);
        assertThat(diff).contains("line 3\"", "lines more)", "line 99999\"");
    }

    private static JsonNode lines(int number) {
        var array = Json.array();
        for (int i = 0; i < number; i++) {
            array.add("line " + i);
        }
        return array;
    }

    private void add(String what, Optional<String> actual, String wanted) {
        changes.add(what, actual.map(ChangesTest::json), json(wanted), () -> called.add(what));
    }

    private static JsonNode json(String text) {
        return Json.tryParse(text.replace('\'', '"')).orElseThrow();
    }
}
