import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.account.script('python-web-hello', TaskScript.runsForever().atOnce())
    // when the plugin has seen how many items run, its machine is gone
    scene.account.onceAfter('DescribeMapRun') { kill(basedir) }
}
