import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.register('python-web-hello', scene.createTaskRole('taskDefinitionsOwnRole'), 'web')
    scene.createTaskRole('otherTaskRole')
    scene.createTaskRole('otherExecutionRole')
}
