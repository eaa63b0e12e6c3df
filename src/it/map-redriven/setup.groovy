import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    def done = TaskScript.exits(0).atOnce()
    scene.account.scriptsInTurn('python-web-hello', done, TaskScript.exits(3).atOnce())
    scene.account.script('python-web-hello', done)
}
