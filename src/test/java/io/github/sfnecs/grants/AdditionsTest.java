package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.UsesTest.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.json.Json;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user adds where the definition does not decide. */
class AdditionsTest {
    private static final String LABELS =
            "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::aws-sdk:rekognition:detectLabels\", \"Parameters\": {}}";
    private static final String DYNAMIC = """
            {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
             "Parameters": {"Cluster": "jobs", "TaskDefinition.$": "%s"}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rekognition:DetectLabels",
                "rekognition:*",
                "REKOGNITION:detect*",
                "*",
                "rekognition:Detect?abels"
            })
    void aStateWhoseActionTheyAllowIsNotAMistake(String action) {
        assertThat(policy(Lab.SCOPE, LABELS, allowing(action)).statements()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rekognition:DetectText", "rekognition:DetectLabelsX", "s3:*"})
    void everyOtherStays(String action) {
        assertThatThrownBy(() -> policy(Lab.SCOPE, LABELS, allowing(action)))
                .hasMessageContaining("\"Action\":\"rekognition:DetectLabels\"");
    }

    @Test
    void everyActionOfAStatementHasToBeAllowed() {
        String job = """
                {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "Parameters": {"JobName.$": "$.j"}}""";

        assertThatThrownBy(() -> policy(Lab.SCOPE, job, allowing("glue:StartJobRun", "glue:GetJobRun*")))
                .hasMessageContaining("glue:BatchStopJobRun");
        assertThat(policy(Lab.SCOPE, job, allowing("glue:StartJobRun", "glue:GetJobRun*", "glue:BatchStopJobRun"))
                        .statements())
                .isEmpty();
    }

    @Test
    void aDenialAllowsNothing() {
        Additions denial = new Additions(
                new PolicyDocument(
                        Json.tryParse("{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}}")
                                .orElseThrow()),
                List.of());

        assertThatThrownBy(() -> policy(Lab.SCOPE, LABELS, denial)).hasMessageContaining("can't be derived");
    }

    /** Of a state of which something is decided, that is derived all the same. */
    @Test
    void onlyWhatIsNotDecidedIsLeftToThem() {
        assertThat(sids(policy(Lab.SCOPE, DYNAMIC.formatted("$.t"), allowing("ecs:RunTask", "iam:PassRole"))))
                .containsExactly("FollowTask", "ManagedRule");
        assertThatThrownBy(() -> policy(Lab.SCOPE, DYNAMIC.formatted("$.t"), allowing("ecs:RunTask")))
                .hasMessageContaining("iam:PassRole")
                .hasMessageNotContaining("\"Action\":\"ecs:RunTask\"");
    }

    @ParameterizedTest
    @CsvSource({
        "$.t, 'a:*,b:7'",
        "'States.Format(''a'', $.x)', a:*",
        "'States.Format(''arn:aws:ecs:eu-central-1:123456789012:task-definition/b:{}'', $.x)', b:7",
    })
    void listedTaskDefinitionsGetTheirStatementsAsFarAsTheStateLetsThemBe(String expression, String runs) {
        PolicyDocument policy = policy(
                Lab.SCOPE,
                DYNAMIC.formatted(expression),
                new Additions(
                        PolicyDocument.empty(),
                        runs.contains(",") ? List.of("a", "b:7") : List.of(runs.replace(":*", ""))));

        assertThat(resources(policy, "RunTask"))
                .isEqualTo(Stream.of(runs.split(","))
                        .map(name -> "arn:aws:ecs:eu-central-1:123456789012:task-definition/" + name)
                        .collect(Collectors.joining(",")));
        assertThat(resources(policy, "PassRole")).contains("role/" + runs.charAt(0));
    }

    @Test
    void aListedOneThatNoStateMayRunIsAMistake() {
        Additions listed = new Additions(PolicyDocument.empty(), List.of("a-1", "b"));

        assertThatThrownBy(() -> policy(Lab.SCOPE, DYNAMIC.formatted("States.Format('a-{}', $.x)"), listed))
                .hasMessageContaining("No state may run the task definition b.");
        assertThatThrownBy(() -> policy(Lab.SCOPE, "{\"Type\": \"Pass\"}", listed))
                .hasMessageContaining("No state may run the task definition a-1.");
    }

    private static Additions allowing(String... actions) {
        JsonNode statement = Json.tryParse(
                        "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"" + String.join("\", \"", actions)
                                + "\"], \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"aws:RequestedRegion\": \"x\"}}}]}")
                .orElseThrow();
        return new Additions(new PolicyDocument(statement), List.of());
    }

    private static List<String> sids(PolicyDocument policy) {
        return policy.statements().stream()
                .map(statement -> statement.path("Sid").asText())
                .toList();
    }

    private static String resources(PolicyDocument policy, String sid) {
        return policy.statements().stream()
                .filter(statement -> statement.path("Sid").asText().equals(sid))
                .flatMap(statement -> PolicyDocument.asList(statement.path("Resource")).stream())
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }
}
