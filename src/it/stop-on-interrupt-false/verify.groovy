import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    build.failsWith '''\
        Execution <execution> takes too long, and goes on.
          where: state RunTask, attempt 1
          why:   It did not end within timeout, PT1S.
          fix:   Raise timeout (ISO-8601, such as PT2H)
                 To follow it: mvn io.github.sfnecs:sfn-ecs-maven-plugin:<version>:follow -Dsfn-ecs.executionArn=arn:aws:states:us-east-1:000000000000:execution:hello:<execution> -Dsfn-ecs.endpoint=<endpoint>
                 To stop it: aws stepfunctions stop-execution --execution-arn arn:aws:states:us-east-1:000000000000:execution:hello:<execution> --region us-east-1 --endpoint-url <endpoint>'''
    assert build.json('execution.json').path('status').asText() == 'RUNNING'
    assert scene.runningTasks().size() == 1
}
