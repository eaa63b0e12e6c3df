package io.github.sfnecs.rendering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.json.Json;
import java.util.List;
import java.util.Optional;

/** Renders the definition of a state machine which runs one ECS task: of one state, unless it is tried again for what only its end tells. */
public final class RunTaskDefinition {
    /** What a mistake says that names a container which the task definition does not have. */
    public static final String NO_SUCH_CONTAINER = "there is no such container";

    /** The name of the state that runs the task. */
    public static final String STATE = "RunTask";

    private RunTaskDefinition() {}

    /**
     * The definition of a task whose task definition was read from ECS.
     *
     * @throws io.github.sfnecs.diagnostic.ProblemException with every parameter that the task definition contradicts
     */
    public static Definition of(RunTask task, TaskShape taskDefinition) {
        RunTaskState state = new RunTaskState(task, Optional.of(taskDefinition));
        Mistakes mistakes = new Mistakes();
        state.noteContradictions(mistakes);
        mistakes.throwIfAny();
        return around(state);
    }

    /** The definition as far as it is known without the task definition: all of it but details of the network and the task token. */
    public static Definition outline(RunTask task) {
        return around(new RunTaskState(task, Optional.empty()));
    }

    private static Definition around(RunTaskState state) {
        ObjectNode machine = Json.object();
        machine.put("Comment", "Runs an Amazon ECS task; written by sfn-ecs-maven-plugin");
        List<RetriedTask> tasks = RetriedTask.of(state);
        machine.put("StartAt", tasks.get(0).name());
        state.task().limits().overall().ifPresent(limit -> machine.put("TimeoutSeconds", limit.toSeconds()));
        ObjectNode states = machine.putObject("States");
        tasks.forEach(task -> states.set(task.name(), task.json()));
        tasks.stream()
                .flatMap(RetriedTask::errors)
                .distinct()
                .forEach(error -> states.set(RetriedTask.end(error), RetriedTask.fail("Error", error)));
        return new Definition(machine);
    }
}
