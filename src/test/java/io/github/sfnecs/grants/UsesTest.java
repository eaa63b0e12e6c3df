package io.github.sfnecs.grants;

import static io.github.sfnecs.testing.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.role.PermissionsPolicy;
import io.github.sfnecs.testing.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of state needs, in each partition and in both languages: every state of uses.json by itself. */
class UsesTest {
    static Stream<Scope> scopes() {
        return Stream.of(
                Lab.SCOPE,
                new Scope("aws-cn", "cn-north-1", Lab.ACCOUNT),
                new Scope("aws-us-gov", "us-gov-west-1", Lab.ACCOUNT));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void eachStateGetsExactlyItsStatements(Scope scope) {
        assertGolden("grants/uses-" + scope.partition() + ".txt", each("uses.json", scope));
    }

    @Test
    void bothLanguagesMeanTheSame() {
        JsonNode states = read("uses.json", Lab.SCOPE);
        states.properties().stream()
                // a path is not of that language
                .filter(state -> !Json.compact(state.getValue()).contains(".$\""))
                .forEach(state -> assertThat(policy(
                                Lab.SCOPE,
                                Json.compact(state.getValue()).replace("\"Parameters\"", "\"Arguments\""),
                                Additions.none()))
                        .as(state.getKey())
                        .isEqualTo(policy(Lab.SCOPE, Json.compact(state.getValue()), Additions.none())));
    }

    @Test
    void whatDoesNotFollowFromTheDefinitionIsTold() {
        assertGolden("grants/undecided.txt", each("undecided.json", Lab.SCOPE));
    }

    @Test
    void whatIsKnownOfAValueNarrowsWhatIsAllowed() {
        assertGolden("grants/narrowed.txt", each("narrowed.json", Lab.SCOPE));
    }

    /** What is known of one state is not taken for another that differs in where it runs. */
    @Test
    void aStateNeedsNoLessForTheOneBeforeIt() {
        JsonNode states = read("uses.json", Lab.SCOPE);
        // a child has no state machine of its own to name
        states.properties().stream()
                .filter(state -> !Json.compact(state.getValue()).contains("StateMachine.Id"))
                .forEach(state -> assertThat(twice(state.getValue(), true))
                        .as(state.getKey())
                        .isEqualTo(twice(state.getValue(), false)));
    }

    /** The statements for a state and the same one in the children of a distributed Map, whichever comes first. */
    private static List<String> twice(JsonNode state, boolean childFirst) {
        ObjectNode map = Json.object().put("Type", "Map").put("Label", "Each");
        ObjectNode processor = map.putObject("ItemProcessor");
        processor.putObject("ProcessorConfig").put("Mode", "DISTRIBUTED");
        processor.putObject("States").set("Child", state);
        ObjectNode definition = Json.object();
        ObjectNode states = definition.putObject("States");
        states.set(childFirst ? "Map" : "Alone", childFirst ? map : state);
        states.set(childFirst ? "Alone" : "Map", childFirst ? state : map);
        return new PermissionsPolicy(Lab.SCOPE, name -> taskDefinition(Lab.SCOPE, name), Additions.none())
                .of(new StateMachineArn(Lab.MACHINE_ARN), new Definition(definition).uses()).statements().stream()
                        .map(Json::compact)
                        .sorted()
                        .toList();
    }

    private static String each(String file, Scope scope) {
        return read(file, scope).properties().stream()
                .map(state -> "== " + state.getKey() + "\n" + outcome(scope, Json.compact(state.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String outcome(Scope scope, String state) {
        try {
            return policy(scope, state, Additions.none()).statements().stream()
                    .map(statement -> Json.compact(statement) + "\n")
                    .collect(Collectors.joining());
        } catch (ProblemException e) {
            return e.problems().stream().map(problem -> problem.text() + "\n").collect(Collectors.joining());
        }
    }

    static PolicyDocument policy(Scope scope, String state, Additions additions) {
        return policy(scope, Json.tryParse(state).orElseThrow(), additions);
    }

    static PolicyDocument policy(Scope scope, JsonNode state, Additions additions) {
        ObjectNode definition = Json.object();
        definition.putObject("States").set("S", state);
        return new PermissionsPolicy(scope, name -> taskDefinition(scope, name), additions)
                .of(new StateMachineArn(scope.stateMachine("nightly")), new Definition(definition).uses());
    }

    static TaskShape taskDefinition(Scope scope, String name) {
        String family = name.substring(name.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
        return new TaskShape(
                scope.everyRevision(family).replace("*", "7"),
                family,
                "bridge",
                List.of(),
                Optional.of(scope.role("/", "pulls")),
                Optional.of(scope.role("/", family)));
    }

    static JsonNode read(String file, Scope scope) {
        try (var text = Objects.requireNonNull(UsesTest.class.getResourceAsStream(file), file)) {
            return Json.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(
                            "amazonaws.com/",
                            scope.partition().equals("aws-cn") ? "amazonaws.com.cn/" : "amazonaws.com/")
                    .replace("arn:aws:", "arn:" + scope.partition() + ":")
                    .replace("eu-central-1", scope.region()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
