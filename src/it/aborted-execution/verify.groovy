import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> ABORTED.
          where: state RunTask, attempt 1
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (UserInitiated)
                   container  essential  exit code  reason
                   web        yes        143
          why:   Operator.Stopped: not today
                 Task stopped by Step Functions
                 Somebody stopped the execution.
                 likely: a person in the console, a build that was interrupted, or another program
          fix:   Run it again if that was not meant
                 see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html'''
    build.wrote 'execution.json'
    assert scene.runningTasks().isEmpty()
}
