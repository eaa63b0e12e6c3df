import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    assert scene.runningTasks().isEmpty()
    build.says '''\
        Execution started: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>
          https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/arn:aws:states:us-east-1:000000000000:execution:hello:<execution>
        Execution <execution> SUCCEEDED.'''
    build.warnsOfNothing()
    build.wrote 'execution.json'
    assert build.files() == ['execution.json', 'permissions-policy.json', 'state-machine.asl.json', 'trust-policy.json']
}
