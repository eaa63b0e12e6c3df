import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.account.script('python-web-hello', TaskScript.exits(0))
    scene.register('python-web-hello', scene.createTaskRole('taskDefinitionsOwnRole'), 'web')
    scene.createTaskRole('otherTaskRole')
    scene.createTaskRole('otherExecutionRole')
}
