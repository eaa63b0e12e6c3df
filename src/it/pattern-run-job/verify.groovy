import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    assert scene.runningTasks().isEmpty()
    build.says '''\
        Execution started: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>
          https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/arn:aws:states:us-east-1:000000000000:execution:hello:<execution>
        0:00 state RunTask'''
    build.says '''\
        ECS task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)
        container web: exit code 0'''
    build.says 'Execution <execution> SUCCEEDED.'
    build.warnsOfNothing()
    build.wrote 'execution.json'
    assert build.files() == ['execution.html', 'execution.json', 'permissions-policy.json', 'state-machine.asl.json', 'trust-policy.json']
}
