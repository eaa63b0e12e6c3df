import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    build.says 'Execution <execution> SUCCEEDED.'
    build.warnsOfNothing()
    assert build.json('execution.json').path('output').size() == 3
    assert build.file('items.jsonl').lines().filter { it.contains('"status":"SUCCEEDED"') }.count() == 3
    scene.account.script('python-web-hello', TaskScript.exits(137).atOnce())
}
