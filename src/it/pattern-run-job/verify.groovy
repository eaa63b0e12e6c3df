import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    assert scene.runningTasks().isEmpty()
    build.says '''\
        Execution started: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'''
    assert build.level('INFO') =~ /\n\d+:\d\d state RunTask\n/
    build.says '''\
        ECS task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)
        container web: exit code 0'''
    build.says 'Execution <execution> SUCCEEDED.'
    def execution = build.json('execution.json')
    assert execution.path('status').asText() == 'SUCCEEDED'
    assert execution.at('/states/0/name').asText() == 'RunTask'
    assert execution.at('/tasks/0/containers/0/exitCode').asInt(-1) == 0
    if (scene.embedded()) {
        // the output is what ECS tells of the task
        build.wrote 'execution.json'
        build.warnsOfNothing()
    }
    assert build.files() == ['execution.html', 'execution.json', 'execution.xml', 'permissions-policy.json', 'state-machine.asl.json', 'trust-policy.json']
}
