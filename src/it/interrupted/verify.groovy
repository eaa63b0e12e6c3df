import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution', 'StopExecution']
    build.warns 'Interrupted: the execution was stopped: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'
    assert scene.runningTasks().isEmpty()
}
