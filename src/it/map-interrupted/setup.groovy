import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript
import java.time.Duration

begin(basedir, context) { scene ->
    scene.account.script('python-web-hello', TaskScript.runsForever().atOnce())
    // the Map Run outlives its execution
    scene.account.mapRunsGoOn(Duration.ofHours(1))
    // when the plugin has seen how many items run, somebody types Ctrl-C
    scene.account.onceAfter('DescribeMapRun') { interrupt(basedir) }
}
