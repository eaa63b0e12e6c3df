import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.FakeFunction
import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.register('unpack', null, 'app')
    scene.register('import', null, 'app')
    scene.account.function('find-files', FakeFunction.answers('{"files": ["a", "b"]}'))
    scene.account.script('unpack', TaskScript.exits(0))
    scene.account.scriptsInTurn('import', TaskScript.exits(3), TaskScript.exits(0))
}
