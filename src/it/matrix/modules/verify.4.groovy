import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['StartExecution']
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)
                 container app: exit code 1
          why:   Essential container in task exited
                 The container ended with an error of its own; its log says which.
          fix:   Look at the container's log'''
    assert build.level('INFO') == ''
}
