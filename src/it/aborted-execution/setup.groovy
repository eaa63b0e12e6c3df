import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.account.script('python-web-hello', TaskScript.runsForever().atOnce())
    // when the plugin has seen the execution run, somebody else stops it
    scene.account.onceAfter('GetExecutionHistory') { scene.stopExecution('hello', 'Operator.Stopped', 'not today') }
}
