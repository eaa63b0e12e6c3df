import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> TIMED_OUT.
          where: state RunTask, attempt 1
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (UserInitiated)
                   container  essential  exit code  reason
                   web        yes        143
          why:   Task stopped by Step Functions
                 The execution took longer than TimeoutSeconds of the state machine.
                 likely, in this order: the task, or all its attempts together, took longer than timeoutOverall
                   or somebody set TimeoutSeconds, which this plugin does not without timeoutOverall
          fix:   See why the task takes so long, or raise timeoutOverall; without it mvn sfn-ecs:deploy-statemachine takes TimeoutSeconds out
                 see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html'''
    build.wrote 'execution.json'
    assert scene.runningTasks().isEmpty()
}
