import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution', 'StopExecution']
    build.warns 'Interrupted: the execution was stopped: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'
    build.warns '''\
        EachItem still goes on, with 3 executions running. Step Functions ends what runs for items a while after the execution.
        Then to stop what is left: mvn sfn-ecs:cleanup-tasks'''
    assert scene.runningTasks().size() == 3
}
