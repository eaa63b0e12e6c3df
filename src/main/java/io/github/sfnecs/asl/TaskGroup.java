package io.github.sfnecs.asl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.arn.ExecutionArn;
import java.util.List;
import java.util.Set;

/**
 * The ECS task group that tells which state machine and which execution started a task: {@code sfn-ecs:<state machine>:<execution>}.
 * The names come from the execution's context, not from the configuration: a definition that is copied to another state machine
 * marks that machine's tasks, not ours. ECS keeps the group and returns it from {@code DescribeTasks}; the tasks of ECS services
 * have the group {@code service:<name>}. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
public final class TaskGroup {
    /** The value of {@code Group.$} in a definition that is rendered; neither name can contain a colon. */
    public static final String EXPRESSION = "States.Format('sfn-ecs:{}:{}', $$.StateMachine.Name, $$.Execution.Name)";

    /**
     * The same where a user's state may run in a child of a distributed Map, whose ARN is
     * {@code …:execution:<state machine>/<label>:<uuid>}; StringSplit splits at each of the characters.
     * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
     */
    private static final String ANYWHERE = "States.Format('sfn-ecs:{}:{}',"
            + " States.ArrayGetItem(States.StringSplit($$.Execution.Id, ':/'), 6), $$.Execution.Name)";

    private static final String ANYWHERE_IN_JSONATA =
            "{% 'sfn-ecs:' & $split($split($states.context.Execution.Id, ':')[6], '/')[0]"
                    + " & ':' & $states.context.Execution.Name %}";

    private static final List<String> SPELLINGS = List.of(EXPRESSION, ANYWHERE, ANYWHERE_IN_JSONATA);

    /** The names of the objects into which it is put. */
    public static final Set<String> MARKED = Set.of("Parameters", "Arguments");

    private TaskGroup() {}

    /** Whether a definition has it, in whichever spelling. */
    public static boolean isIn(String definition) {
        return SPELLINGS.stream().anyMatch(definition::contains);
    }

    /** The names of the states that run tasks of which it does not tell. */
    public static List<String> statesWithout(Definition definition) {
        return definition.taskUses().stream()
                .map(TaskUse::state)
                .filter(state -> !(state.arguments().text("Group") instanceof Ref.Dynamic group
                        && SPELLINGS.contains(group.expression())))
                .map(State::name)
                .toList();
    }

    /** Gives each state that runs an ECS task that group, unless it has one, before somebody else has looked at the definition. */
    public static void mark(Definition definition) {
        definition.taskUses().stream()
                .map(TaskUse::state)
                .filter(state -> !state.arguments().has("Group"))
                .forEach(TaskGroup::mark);
    }

    /** Gives each state that runs an ECS task the group that is right in a child of a distributed Map as well. */
    public static void markAnywhere(Definition definition) {
        definition.taskUses().stream().map(TaskUse::state).forEach(TaskGroup::mark);
    }

    private static void mark(State state) {
        Arguments arguments = state.arguments();
        if (arguments.json() instanceof ObjectNode json) {
            if (arguments.language() == QueryLanguage.JSONATA) {
                json.put("Group", ANYWHERE_IN_JSONATA);
            } else {
                json.put("Group.$", ANYWHERE);
            }
        }
    }

    /** What the group of every task begins with that the state machine started, and of no other. */
    public static String prefix(String stateMachineName) {
        return "sfn-ecs:" + stateMachineName + ":";
    }

    /** The group of every task that an execution started. */
    public static String of(String executionArn) {
        ExecutionArn execution = new ExecutionArn(executionArn);
        return prefix(execution.stateMachine()) + execution.name();
    }
}
