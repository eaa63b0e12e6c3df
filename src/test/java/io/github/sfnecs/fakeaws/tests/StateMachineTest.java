package io.github.sfnecs.fakeaws.tests;

import static io.github.sfnecs.fakeaws.tests.World.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.Tag;

/** What may become a state machine. */
class StateMachineTest {

    private static final String PLAIN = definition("", "", "");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void creatingTheSameAgainIgnoresAnotherRoleAndTags() {
        world.create(PLAIN);
        world.clients.iam().createRole(role -> role.roleName("other").assumeRolePolicyDocument(World.TRUST));
        world.clients
                .sfn()
                .createStateMachine(machine -> machine.name("machine")
                        .definition(PLAIN)
                        .roleArn("arn:aws:iam::123456789012:role/other")
                        .tags(Tag.builder().key("a").value("b").build()));

        assertThat(world.clients
                        .sfn()
                        .describeStateMachine(describe -> describe.stateMachineArn(World.MACHINE))
                        .roleArn())
                .isEqualTo(World.ROLE);
        assertThat(world.clients
                        .sfn()
                        .listTagsForResource(list -> list.resourceArn(World.MACHINE))
                        .tags())
                .isEmpty();
    }

    @Test
    void anotherDefinitionUnderTheSameNameIsRefused() {
        world.create(PLAIN);

        assertThatThrownBy(() -> world.create(definition(".sync", "", "")))
                .isInstanceOf(StateMachineAlreadyExistsException.class)
                .hasMessageContaining("State Machine Already Exists: '" + World.MACHINE + "'");
    }

    @Test
    void aParameterThatRunTaskDoesNotHaveIsRefusedInTheServicesWords() {
        String wrong = definition("", ", \"Cpus\": 4", "");
        String message = "The field 'Cpus' is not supported by Step Functions";

        assertThatThrownBy(() -> world.create(wrong))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: " + message
                        + " at /States/Run/Parameters'");
        var verdict = world.clients.sfn().validateStateMachineDefinition(validate -> validate.definition(wrong));
        assertThat(verdict.resultAsString()).isEqualTo("FAIL");
        assertThat(verdict.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.severityAsString()).isEqualTo("ERROR");
            assertThat(diagnostic.message()).isEqualTo(message);
            assertThat(diagnostic.location()).isEqualTo("/States/Run/Parameters");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StartAt\": \"A\", \"States\": {}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\"}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Sleep\", \"End\": true}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true, \"Retry\": []}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"a.$\": \"a\"}}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}, \"Extra\": 1}",
                "{\"StartAt\": \"A\"",
            })
    void definitionsThatAwsRefusesAreRefused(String definition) {
        assertThatThrownBy(() -> world.create(definition)).isInstanceOf(InvalidDefinitionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Map\", \"ItemReader\": {}, \"ItemProcessor\": {}, \"End\": true}}}",
                """
                {"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [
                  {"Variable": "$.a", "StringResembles": "b", "Next": "A"}]}}}""",
                """
                {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}]}}}""",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true, \"Parameters\": {\"a.$\": \"$..b\"}}}}",
                "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::glue:startJobRun\", \"End\": true}}}",
            })
    void definitionsThatOnlyAwsCanRunAreRefusedLoudly(String definition) {
        assertThatThrownBy(() -> world.create(definition))
                .isInstanceOfSatisfying(
                        SfnException.class, e -> assertThat(e.statusCode()).isEqualTo(501))
                .hasMessageContaining("The embedded AWS does not know");
    }

    @Test
    void anUpdateChecksTheRoleAgain() {
        world.create(PLAIN);
        world.allow(World.RUN_TASK);

        assertThatThrownBy(() -> world.clients
                        .sfn()
                        .updateStateMachine(update ->
                                update.stateMachineArn(World.MACHINE).definition(definition(".sync", "", ""))))
                .hasMessageContaining("is not authorized to create managed-rule.");
        world.allow(World.RUN_TASK, World.MANAGED_RULE);
        world.clients
                .sfn()
                .updateStateMachine(
                        update -> update.stateMachineArn(World.MACHINE).definition(definition(".sync", "", "")));
        assertThat(world.clients
                        .sfn()
                        .describeStateMachine(describe -> describe.stateMachineArn(World.MACHINE))
                        .definition())
                .isEqualTo(definition(".sync", "", ""));
    }
}
