import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript
import java.time.Duration

begin(basedir, context) { scene ->
    scene.account.scriptsInTurn('python-web-hello', *(1..3).collect {
        TaskScript.exits(0).prints('web', Duration.ofMillis(200), "report ${it} is written".toString())
    })
}
