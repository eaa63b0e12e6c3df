import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    def input = new groovy.json.JsonSlurper().parseText(scene.request('StartExecution').path('input').asText())
    assert input.input == [day: '2026-11-29']
    assert input.items*.name == ['Anna', 'Müller, Bert', 'Cleo "the\nthird"']
    // two at a time
    assert build.printed() =~ /(?s)state RunTask in EachItem\[0].*state RunTask in EachItem\[1] left.*state RunTask in EachItem\[2]/
    build.says 'Execution <execution> SUCCEEDED.'
    def execution = build.json('execution.json')
    // what stays of each item
    assert execution.path('output').size() == 3
    execution.path('output').each { result ->
        assert result.fieldNames().collect() == ['TaskArn', 'StartedAt', 'StoppedAt', 'ExitCodes']
        assert result.at('/ExitCodes/0').asInt(-1) == 0
        println "${result.path('TaskArn').asText()}: ${result.path('ExitCodes')}"
    }
    assert execution.path('tasks').size() == 3
    // the item and the user's own input arrive in each container
    def given = new groovy.json.JsonSlurper().parseText(build.file('state-machine.asl.json'))
    assert given.States.EachItem.ItemSelector == ['item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'input.$': '$.input']
    assert scene.runningTasks().isEmpty()
}
