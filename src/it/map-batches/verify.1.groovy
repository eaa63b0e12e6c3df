import static io.github.sfnecs.it.Hooks.*

import groovy.json.JsonSlurper
import io.github.sfnecs.fakeaws.TaskScript

after(context) { scene, build ->
    // two of five items failed, which is tolerated
    build.says 'Execution <execution> SUCCEEDED.'
    build.warnsOfNothing()
    def results = scene.account.objects().findAll { it.key.startsWith('customers/results/') }
    def inputs = { name ->
        new JsonSlurper().parseText(results.find { it.key.endsWith("/${name}_0.json") }.value).collect { new JsonSlurper().parseText(it.Input).Items }
    }
    assert inputs('FAILED') == [['Anna', 'Bert']]
    assert inputs('SUCCEEDED') == [['Cleo', 'Dora'], ['Emil']]
    scene.account.script('python-web-hello', TaskScript.exits(1).atOnce())
}
