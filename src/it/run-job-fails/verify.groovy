import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask, attempt 1
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)
                   container  essential  exit code  reason
                   web        yes        3
          why:   States.TaskFailed: Essential container in task exited
                 The container ended with an error of its own; its log says which.
                 likely: its own failure, which its log tells
          fix:   Look at the container's log
                 see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html'''
    build.wrote 'execution.json', 'execution.xml'
}
