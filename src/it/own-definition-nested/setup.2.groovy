import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    scene.runTasks(1, 'sfn-ecs:nightly:run-1', null)
    scene.runTasks(1, 'sfn-ecs:import:run-1', null)
}
