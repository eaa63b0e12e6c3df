import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.account.script('python-web-hello', TaskScript.runsForever().atOnce())
    // once it is deployed, somebody limits the whole state machine, for which the plugin has no parameter
    scene.account.onceAfter('CreateStateMachine') { scene.limitExecutions('hello', 20) }
}
