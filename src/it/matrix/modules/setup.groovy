import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.register('importer', null, 'app')
    scene.register('exporter', null, 'app')
    scene.account.script('importer', TaskScript.exits(1))
}
