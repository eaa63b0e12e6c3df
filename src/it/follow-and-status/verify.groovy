import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    def arn = 'arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution', 'StopExecution']
    build.says "To follow it: mvn io.github.sfnecs:sfn-ecs-maven-plugin:<version>:follow -Dsfn-ecs.executionArn=$arn"
    build.says '''\
        State machine hello is ACTIVE.
          ARN       arn:aws:states:us-east-1:000000000000:stateMachine:hello
          role      arn:aws:iam::000000000000:role/sfn-ecs-hello-us-east-1'''
    build.says '1 running task on arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster, the oldest first:'
    build.says 'As long as they run: about $0.0123 per hour (estimate, prices of <date>)'
    build.says "Execution $arn is RUNNING since <time>."
    build.says '0:00 state RunTask'
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
    assert build.files() == ['execution.html', 'execution.json', 'execution.xml', 'permissions-policy.json', 'state-machine.asl.json', 'status.json', 'trust-policy.json']
    assert build.json('status.json').at('/executions/0/status').asText() == 'RUNNING'
    assert build.json('execution.json').path('status').asText() == 'ABORTED'
}
