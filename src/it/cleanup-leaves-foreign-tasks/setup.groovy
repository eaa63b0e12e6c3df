import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.FakeClock
import io.github.sfnecs.fakeaws.TaskScript
import java.time.Duration
import java.time.Instant

def clock = FakeClock.manual(Instant.now() - Duration.ofHours(3))
begin(basedir, context, clock) { scene ->
    scene.account.script('python-web-hello', TaskScript.runsForever().stopping(Duration.ZERO))
    11.times { scene.runTasks(10, 'sfn-ecs:hello:run-1', null) }
    scene.runTasks(3, 'sfn-ecs:hello2:run-1', null)
    scene.runTasks(3, null, 'AWS Step Functions')
    scene.runTasks(2, 'web', null)
    scene.createService('web', 3)
    clock.advance(Duration.ofHours(3) - Duration.ofMinutes(1))
    scene.runTasks(4, 'sfn-ecs:hello:run-2', null)
}
