package io.github.sfnecs.fanout;

import static io.github.sfnecs.testing.ATask.task;
import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.TaskGroup;
import io.github.sfnecs.blueprint.Blueprint;
import io.github.sfnecs.fanout.FanOut.S3Place;
import io.github.sfnecs.fanout.FanOut.Tolerance;
import io.github.sfnecs.grants.Additions;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.source.Exported;
import io.github.sfnecs.testing.ATask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MapDefinitionTest {
    private static final Scope SCOPE = new Scope("aws", "eu-central-1", "123456789012");
    private static final Items CUSTOMERS = new Items.InInput("$.customers");
    private static final Optional<S3Place> RESULTS = Optional.of(new S3Place("reports", "nightly"));

    static Stream<Arguments> maps() {
        return Stream.of(
                Arguments.of("distributed", map(MapMode.DISTRIBUTED, CUSTOMERS)),
                Arguments.of(
                        "inline",
                        map(
                                MapMode.INLINE,
                                new Items.Written(Json.array().add("a").add("b")))),
                Arguments.of(
                        "batches",
                        new FanOut(
                                MapMode.DISTRIBUTED,
                                new Items.InFile(),
                                200,
                                Optional.of(new Tolerance(2, true)),
                                Optional.of(10),
                                Optional.empty(),
                                Optional.empty())),
                Arguments.of(
                        "s3-results",
                        new FanOut(
                                MapMode.DISTRIBUTED,
                                new Items.Stored("customers", "all.csv", Items.Format.CSV, List.of("id", "name")),
                                1000,
                                Optional.of(new Tolerance(30, false)),
                                Optional.empty(),
                                RESULTS,
                                Optional.empty())),
                Arguments.of("s3-prefix", map(MapMode.DISTRIBUTED, new Items.Listed("incoming", "today/"))));
    }

    private static FanOut map(MapMode mode, Items items) {
        return new FanOut(
                mode,
                items,
                FanOut.DEFAULT_CONCURRENCY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Definition definition(FanOut map, ATask task) {
        ATask retried = task.retry(map.mode().retry());
        return new MapDefinition(map, retried.runTask(), "nightly-report").around(retried.definition());
    }

    private static ATask each(FanOut map) {
        return task().command("--customer", map.batchSize().isPresent() ? "States.JsonToString($.items)" : "$.item.id");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("maps")
    void rendersTheDefinition(String name, FanOut map) {
        assertGolden("map/" + name + ".asl.json", definition(map, each(map)).text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("maps")
    void theRoleMayWhatFollowsFromIt(String name, FanOut map) {
        ATask task = each(map);
        Blueprint blueprint = Blueprint.of(
                definition(map, task),
                Additions.none(),
                SCOPE,
                SCOPE.stateMachine("nightly-report"),
                any -> task.taskDefinition());

        assertGolden(
                "map/" + name + ".trust.json",
                Json.pretty(blueprint.policies().trust().json()));
        assertGolden(
                "map/" + name + ".permissions.json",
                Json.pretty(blueprint.policies().permissions().json()));
    }

    @Test
    void anItemsTaskIsMarkedAsOneOfItsStateMachine() {
        Definition definition = definition(map(MapMode.DISTRIBUTED, CUSTOMERS), task());

        assertThat(TaskGroup.statesWithout(definition)).isEmpty();
        assertThat(definition.text()).doesNotContain("$$.StateMachine.Name");
    }

    @Test
    void theLabelIsAsLongAsALabelMayBe() {
        Definition definition = new MapDefinition(map(MapMode.DISTRIBUTED, CUSTOMERS), task().runTask(), "n".repeat(80))
                .around(task().definition());

        assertThat(definition.json().at("/States/EachItem/Label").asText()).isEqualTo("n".repeat(40));
    }

    @Test
    void whatAnswersAreLeftDependsOnThePattern() {
        FanOut map = map(MapMode.DISTRIBUTED, CUSTOMERS);

        assertThat(definition(map, task().pattern(IntegrationPattern.REQUEST_RESPONSE))
                        .json()
                        .findValue("ResultSelector")
                        .fieldNames())
                .toIterable()
                .containsExactly("TaskArn.$");
        assertThat(definition(
                                map,
                                task().pattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN)
                                        .heartbeat(Duration.ofMinutes(1)))
                        .json()
                        .findValue("ResultSelector"))
                .isNull();
    }

    @Test
    void itIsExportedWithPlaceholders() {
        Exported exported = Exported.of(
                definition(map(MapMode.DISTRIBUTED, CUSTOMERS), task()),
                Map.of("clusterArn", "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"));

        assertThat(exported.used()).containsExactly("clusterArn");
        assertThat(exported.text()).contains("\"Cluster\": \"${clusterArn}\"", "\"ItemsPath\": \"$.customers\"");
    }

    @Test
    void theWholeHasItsTimeLimit() {
        assertThat(definition(map(MapMode.DISTRIBUTED, CUSTOMERS), task().overall(Duration.ofHours(4)))
                        .json()
                        .path("TimeoutSeconds")
                        .asInt())
                .isEqualTo(14_400);
    }
}
