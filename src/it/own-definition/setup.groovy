import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.ecs.createCluster { it.clusterName('reports') }
    scene.register('report', null, 'app')
    scene.account.script('python-web-hello', TaskScript.exits(3))
    scene.account.script('report', TaskScript.exits(0))
}
