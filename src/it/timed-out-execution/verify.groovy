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
                 likely, in this order: somebody set TimeoutSeconds, which this plugin does not
                   or the task takes longer than it used to
          fix:   mvn sfn-ecs:deploy-statemachine takes TimeoutSeconds out; or see why the task takes so long
                 see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html'''
    build.wrote 'execution.json'
    assert scene.runningTasks().isEmpty()
}
