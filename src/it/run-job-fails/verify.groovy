import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)
                 container web: exit code 3
          why:   Essential container in task exited
                 The container ended with an error of its own; its log says which.
          fix:   Look at the container's log'''
    build.wrote 'execution.json'
}
