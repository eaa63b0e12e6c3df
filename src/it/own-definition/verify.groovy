import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    def printed = build.printed()
    // one role for all states: each cluster by itself, a revision where the file names one
    ['"Sid": "RunTask"', '"Sid": "RunTask2"', 'cluster/reports"', 'task-definition/report:*', 'task-definition/python-web-hello:1']
            .each { assert printed.contains(it) }
    assert printed.contains('''\
  where: state Load, attempt 1
[ERROR]          task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)''')
    assert printed.contains('A Catch took this failure, and the execution ended in state PipelineFailed: PipelineFailed: the nightly pipeline')
    // and then the same machine from YAML, in JSONata
    assert printed.contains('"Output": "{% {\'loaded\': true} %}"')
    assert printed.count('SUCCEEDED.') == 1
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution',
            'PutRolePolicy', 'UpdateStateMachine', 'StartExecution']
}
