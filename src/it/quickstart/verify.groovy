io.github.sfnecs.it.Hooks.end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution', 'StopTask']
    assert scene.runningTasks().isEmpty()
}
