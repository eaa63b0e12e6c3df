import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    scene.register('python-web-hello', scene.createTaskRole('nextExecutionRole'), scene.createTaskRole('nextTaskRole'), ['web'])
}
