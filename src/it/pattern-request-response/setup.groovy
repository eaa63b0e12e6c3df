import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript
import java.time.Duration

begin(basedir, context) { scene ->
    // longer than it takes to look for the first time
    scene.account?.script('python-web-hello', TaskScript.runsForever().pending(Duration.ofMinutes(1)))
}
