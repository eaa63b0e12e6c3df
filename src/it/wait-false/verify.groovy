import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    assert build.json('execution.json').path('status').asText() == 'RUNNING'
    assert scene.runningTasks().size() == 1
}
