import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['StartExecution']
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask, attempt 1
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)
                   container  essential  exit code  reason
                   app        yes        1
          why:   States.TaskFailed: Essential container in task exited
                 The application in a container ended with an error (exit code 1).
                 likely: its own failure, which its log tells
          fix:   Look at the container's log
                 see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html'''
    assert build.level('INFO') == ''
}
