import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution', 'StopExecution']
    build.failsWith '''\
        Execution <execution> took too long and was stopped.
          where: state RunTask, attempt 1
                 still running, and costing: task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id>
          why:   It did not end within timeout, PT1S.
          fix:   Raise timeout (ISO-8601, such as PT2H)
                 mvn sfn-ecs:cleanup-tasks stops what is still running'''
    build.wrote 'execution.json'
}
