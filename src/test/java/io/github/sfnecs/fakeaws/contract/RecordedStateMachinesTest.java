package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.Tag;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionDiagnostic;

/** What was recorded on AWS of state machines: which definitions it takes, and what becomes of an update. */
class RecordedStateMachinesTest extends RecordedStepFunctions {

    private static final String MACHINE = definition(PASS);
    private static final String OTHER = definition("{\"Type\": \"Succeed\"}");

    /**
     * Recorded by test_create_exact_duplicate_sm:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void theSameAgainIsTheSameStateMachine() {
        assertThat(create(MACHINE)).isEqualTo(create(MACHINE));
    }

    /**
     * Recorded by test_create_duplicate_definition_format_sm:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherDefinitionIsRefusedEvenIfOnlyItsBlanksDiffer(boolean blanks) {
        String arn = create(MACHINE);

        assertThatThrownBy(() -> create(blanks ? MACHINE + "\n" : OTHER))
                .isInstanceOf(StateMachineAlreadyExistsException.class)
                .hasMessageContaining("State Machine Already Exists: '" + arn + "'");
    }

    /**
     * Recorded by test_create_delete_invalid_sm:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void whatADefinitionLacksIsSaid() {
        assertThatThrownBy(() -> create("{\"StartAt\": \"S\"}"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are"
                        + " required: [States] at /'");
    }

    /**
     * Recorded by test_validate_state_machine_definition_not_a_definition:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api_validation.snapshot.json
     */
    @Test
    void whatIsNotADefinitionIsDiagnosed() {
        assertThat(diagnosis("{}"))
                .isEqualTo("SCHEMA_VALIDATION_FAILED at /: These fields are required: [States, StartAt]");
        assertThat(diagnosis(MACHINE.replace("\"StartAt\": \"S\", ", "")))
                .isEqualTo("SCHEMA_VALIDATION_FAILED at /: These fields are required: [StartAt]");
        assertThat(diagnosis("")).isEqualTo("SCHEMA_VALIDATION_FAILED at null: Definition must be a valid JSON object");
        String place = "[Source: (String)\"not a definition\"; line: 1, column: 4]";
        assertThat(diagnosis("not a definition").replaceAll("column: \\d+", "column: 4"))
                .as("each release of the parser has a column of its own")
                .isEqualTo("INVALID_JSON_DESCRIPTION at " + place + ": Unrecognized token 'not': was expecting (JSON"
                        + " String, Number, Array, Object or token 'null', 'true' or 'false')\n at " + place);
    }

    private String diagnosis(String definition) {
        ValidateStateMachineDefinitionDiagnostic diagnostic = clients.sfn()
                .validateStateMachineDefinition(validate -> validate.definition(definition))
                .diagnostics()
                .get(0);
        return diagnostic.code() + " at " + diagnostic.location() + ": " + diagnostic.message();
    }

    /**
     * Recorded by test_state_name_invalid_state_definition:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_state/test_test_state_machine_scenarios.snapshot.json
     */
    @Test
    void aTypeThatDoesNotExistIsToldFromThoseThatDo() {
        assertThat(diagnosis(definition("{\"Type\": \"Sleep\", \"End\": true}")))
                .isEqualTo("SCHEMA_VALIDATION_FAILED at /States/S/Type: The field 'Type' should have one of these"
                        + " values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]");
    }

    /**
     * Only a quote, a brace and a backslash may be escaped: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
     * Recorded by test_illegal_escapes:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/scenarios/test_base_scenarios.snapshot.json
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.StringToJson('{\"text\":\"An \\\"escaped\\\" quote\"}')",
                "States.Format('He said, \\\"Hello, {}!\\\"', 'Test \\\"Name\\\" Here')",
                "States.Array('a\\nb')"
            })
    void anEscapeThatDoesNotExistIsRefused(String call) {
        String text = call.replace("\\", "\\\\").replace("\"", "\\\"");
        String definition =
                definition("{\"Type\": \"Pass\", \"Parameters\": {\"parsed.$\": \"" + text + "\"}, \"End\": true}");

        assertThatThrownBy(() -> create(definition))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The value for the"
                        + " field 'parsed.$' must be a valid JSONPath or a valid intrinsic function call at"
                        + " /States/S/Parameters'");
    }

    /**
     * Recorded by test_create_update_state_machine_same_parameters:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void aRevisionHasAnIdFromTheFirstUpdateOnAndKeepsItWhereNothingChanges() {
        create(MACHINE);
        assertThat(revisionId()).isNull();

        String first = update(OTHER);
        assertThat(revisionId()).isEqualTo(first).isNotNull();
        assertThat(update(OTHER)).isEqualTo(first);
        assertThat(update(MACHINE)).isNotEqualTo(first);
    }

    /**
     * Recorded by test_empty_revision_with_publish_and_no_publish_on_creation:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api_versioning.snapshot.json
     */
    @Test
    void anUpdateThatChangesNothingGivesNoIdWhereThereWasNone() {
        create(MACHINE);

        assertThat(update(MACHINE)).isNull();
        assertThat(revisionId()).isNull();
    }

    private String revisionId() {
        return clients.sfn()
                .describeStateMachine(describe -> describe.stateMachineArn(arn("stateMachine:machine")))
                .revisionId();
    }

    private String update(String definition) {
        return clients.sfn()
                .updateStateMachine(update ->
                        update.stateMachineArn(arn("stateMachine:machine")).definition(definition))
                .revisionId();
    }

    /**
     * Recorded by test_create_update_state_machine_base_update_none:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void anUpdateOfNothingIsRefused() {
        String arn = create(MACHINE);

        assertThatThrownBy(() -> clients.sfn().updateStateMachine(update -> update.stateMachineArn(arn)))
                .hasMessageContaining("Either the definition, the role ARN, the LoggingConfiguration, or the"
                        + " TracingConfiguration must be specified");
    }

    /**
     * Recorded by test_incomplete_logging_configuration:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api_logs.snapshot.json
     */
    @Test
    void whatALoggingConfigurationLeavesOutIsFilledIn() {
        String arn = log(LoggingConfiguration.builder().build());

        assertThat(clients.sfn()
                        .describeStateMachine(describe -> describe.stateMachineArn(arn))
                        .loggingConfiguration())
                .satisfies(logging -> {
                    assertThat(logging.level()).isEqualTo(LogLevel.OFF);
                    assertThat(logging.includeExecutionData()).isFalse();
                    assertThat(logging.hasDestinations()).isFalse();
                });
    }

    /**
     * Recorded by test_invalid_logging_configuration:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api_logs.snapshot.json
     */
    @Test
    void whatIsLoggedNeedsADestination() {
        assertThatThrownBy(() ->
                        log(LoggingConfiguration.builder().level(LogLevel.ALL).build()))
                .hasMessageContaining("Invalid Logging Configuration: Must specify exactly one Log Destination.");
    }

    private String log(LoggingConfiguration logging) {
        return clients.sfn()
                .createStateMachine(machine -> machine.name("machine")
                        .roleArn(roleArn())
                        .definition(MACHINE)
                        .loggingConfiguration(logging))
                .stateMachineArn();
    }

    /**
     * Recorded by test_describe_invalid_arn_sm:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void whatIsNotAnArnIsNotAStateMachine() {
        String message = "Invalid Arn: 'Invalid ARN prefix: not_an_arn'";

        assertThatThrownBy(() -> clients.sfn().describeStateMachine(describe -> describe.stateMachineArn("not_an_arn")))
                .hasMessageContaining(message);
        assertThatThrownBy(() -> clients.sfn().listExecutions(list -> list.stateMachineArn("not_an_arn")))
                .hasMessageContaining(message);
    }

    /**
     * Recorded by test_tag_state_machine_version:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api_tagging.snapshot.json
     */
    @Test
    void aVersionHasNoTags() {
        String version = create(MACHINE) + ":1";

        assertThatThrownBy(() -> clients.sfn()
                        .tagResource(tag -> tag.resourceArn(version)
                                .tags(Tag.builder().key("a").value("b").build())))
                .hasMessageContaining("Resource not found: '" + version + "'");
    }

    /**
     * Recorded by test_delete_nonexistent_sm:
     * https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/stepfunctions/v2/test_sfn_api.snapshot.json
     */
    @Test
    void whatIsNotThereIsDeletedWithoutAWord() {
        assertThatCode(() ->
                        clients.sfn().deleteStateMachine(delete -> delete.stateMachineArn(arn("stateMachine:none"))))
                .doesNotThrowAnyException();
    }
}
