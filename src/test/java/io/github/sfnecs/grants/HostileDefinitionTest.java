package io.github.sfnecs.grants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever stands in a definition: it is a permission as narrow as before, or a problem. */
class HostileDefinitionTest {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "*",
            "?",
            "a*",
            "a?b",
            "${aws:username}",
            "a${*}",
            "arn:",
            "arn:::::",
            "arn:aws:sns:*:*:*",
            "arn:aws:sns:eu-central-1:123456789012:a*",
            "arn:aws:s3:::*",
            "arn:aws:iam::123456789012:role/*",
            "arn:aws:lambda:eu-central-1:123456789012:function:*",
            "arn:aws:states:eu-central-1:123456789012:stateMachine:*",
            "arn:aws:states:eu-central-1:123456789012:stateMachine:a:*",
            "arn:aws:states:eu-central-1:123456789012:stateMachine:",
            "arn:aws:batch:eu-central-1:123456789012:job-queue/*",
            "arn:aws:events:eu-central-1:123456789012:connection/*/a",
            "https://sqs.eu-central-1.amazonaws.com/123456789012/*",
            "https://sqs.*.amazonaws.com/123456789012/a",
            "\u0000",
            "a\nb",
            "…",
            "\uFFFF",
            "\uFFFE",
            "a\uFFFE",
            "\uD800",
            "a".repeat(2_000),
            "States.Format('', $.x)",
            "States.Format('{}', $.x)",
            "States.Format('\\",
            "States.Format('*{}', $.x)",
            "{% '' & $x %}",
            "{% '*' & $x %}",
            "{%%}");

    @TestFactory
    Stream<DynamicTest> aStateIsAsNarrowAsBeforeOrAProblem() {
        return UsesTest.read("uses.json", Lab.SCOPE).properties().stream()
                .map(state -> DynamicTest.dynamicTest(state.getKey(), () -> tryAll(state.getValue())));
    }

    private static void tryAll(JsonNode state) {
        Set<String> before = wild(UsesTest.policy(Lab.SCOPE, state, Additions.none()));
        for (String text : TEXTS) {
            ObjectNode named = state.deepCopy();
            if (text.startsWith("{%") && named.has("Parameters")) {
                named.set("Arguments", named.remove("Parameters"));
            }
            replaceEach(named, named, text, before);
        }
    }

    private static void replaceEach(ObjectNode whole, JsonNode node, String text, Set<String> before) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                if (member.getValue().isTextual() && !member.getKey().equals("Type")) {
                    object.put(member.getKey(), text);
                    look(whole, before);
                    object.remove(member.getKey());
                    object.put(member.getKey() + ".$", text);
                    look(whole, before);
                    object.remove(member.getKey() + ".$");
                    object.set(member.getKey(), member.getValue());
                }
            }
        }
        node.forEach(child -> replaceEach(whole, child, text, before));
    }

    private static void look(ObjectNode state, Set<String> before) {
        try {
            assertThat(wild(UsesTest.policy(Lab.SCOPE, state, Additions.none())))
                    .as(() -> Json.compact(state))
                    .allSatisfy(resource -> assertThat(before).anyMatch(old -> isAsNarrow(resource, old)));
        } catch (ProblemException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.text()).doesNotContain("\uFFFE", "\uFFFF"));
        }
    }

    /** A wildcard that stands as far behind in the ARN of the same service is one that AWS demands, such as that of a task's id. */
    private static boolean isAsNarrow(String resource, String old) {
        List<String> now = decided(resource);
        List<String> then = decided(old);
        return old.equals(resource)
                || (now.size() >= then.size()
                        && then.size() > 5
                        && now.subList(0, 5).equals(then.subList(0, 5)));
    }

    /** The parts of an ARN that stand before its first wildcard. */
    private static List<String> decided(String arn) {
        return List.of(arn.split("[*?]", 2)[0].split("[:/]"));
    }

    private static Set<String> wild(PolicyDocument policy) {
        return policy.statements().stream()
                .flatMap(statement -> PolicyDocument.asList(statement.path("Resource")).stream())
                .map(JsonNode::asText)
                .filter(resource -> resource.replaceAll("\\$\\{[*?$]}", "").matches("(?s).*([*?]|\\$\\{).*"))
                .collect(Collectors.toSet());
    }
}
