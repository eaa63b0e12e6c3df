package io.github.sfnecs.asl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskGroupTest {
    private final Definition own = Definition.parse("""
            {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "Path", "States": {"Path": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                "Parameters": {"TaskDefinition": "a"}, "End": true}}},
              {"StartAt": "Query", "States": {"Query": {"Type": "Task", "Resource": "arn:aws-cn:states:::ecs:runTask.sync",
                "QueryLanguage": "JSONata", "Arguments": {"TaskDefinition": "b"}, "End": true}}},
              {"StartAt": "Mine", "States": {"Mine": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                "Parameters": {"TaskDefinition": "c", "Group": "mine"}, "End": true}}},
              {"StartAt": "Whole", "States": {"Whole": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
                "QueryLanguage": "JSONata", "Arguments": "{% $states.input %}", "End": true}}},
              {"StartAt": "Other", "States": {"Other": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
                "Parameters": {"Message": "x"}, "End": true}}}]}}}""");

    @Test
    void isGivenToTheStatesThatHaveNone() {
        TaskGroup.mark(own);

        assertThat(group(own, 0, "Path", "/Parameters/Group.$")).startsWith("States.Format('sfn-ecs:{}:{}'");
        assertThat(group(own, 1, "Query", "/Arguments/Group")).startsWith("{% 'sfn-ecs:'");
        assertThat(group(own, 2, "Mine", "/Parameters/Group")).isEqualTo("mine");
        assertThat(group(own, 3, "Whole", "/Arguments")).isEqualTo("{% $states.input %}");
        assertThat(own.text().split("sfn-ecs:", -1)).hasSize(3);

        Definition again = Definition.parse(own.text());
        TaskGroup.mark(again);

        assertThat(again.text()).isEqualTo(own.text());
    }

    @Test
    void namesTheStatesWhoseTasksItDoesNotTell() {
        assertThat(TaskGroup.statesWithout(own)).containsExactly("Path", "Query", "Mine", "Whole");

        TaskGroup.mark(own);

        assertThat(TaskGroup.statesWithout(own)).containsExactly("Mine", "Whole");
    }

    @Test
    void isKnownInEverySpelling() {
        assertThat(TaskGroup.isIn(own.json().toString())).isFalse();

        TaskGroup.mark(own);

        assertThat(TaskGroup.isIn(own.text())).isTrue();
        assertThat(TaskGroup.isIn("{\"Group.$\": \"" + TaskGroup.EXPRESSION + "\"}"))
                .isTrue();
    }

    private static String group(Definition definition, int branch, String state, String place) {
        return definition
                .json()
                .at("/States/Both/Branches/" + branch + "/States/" + state + place)
                .asText();
    }
}
