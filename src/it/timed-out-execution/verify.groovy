import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (UserInitiated)
                 container web: exit code 143
          why:   States.Timeout
                 Task stopped by Step Functions
                 The state took longer than stateTimeout.
          fix:   Raise stateTimeout, or see why the task takes so long'''
    build.wrote 'state-machine.asl.json', 'execution.json'
    assert scene.runningTasks().isEmpty()
}
