import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> TIMED_OUT.
          where: state RunTask
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (UserInitiated)
                 container web: exit code 143
          why:   The execution took longer than TimeoutSeconds of the state machine.
                 Task stopped by Step Functions'''
    build.wrote 'execution.json'
    assert scene.runningTasks().isEmpty()
}
