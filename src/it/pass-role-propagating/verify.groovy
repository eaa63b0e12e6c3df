import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['UpdateAssumeRolePolicy', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask, attempt 1
          why:   The state machine's role sfn-ecs-hello-us-east-1 may not pass the role arn:aws:iam::000000000000:role/ecsTaskExecutionRole to the task (iam:PassRole). Its policy allows it by now: IAM has not caught up with the policy yet.
                 ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/sfn-ecs-hello-us-east-1/<id> is not authorized to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/ecsTaskExecutionRole because no identity-based policy allows the iam:PassRole action (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: <id>; Proxy: null)
          fix:   Wait a minute, then mvn sfn-ecs:execute
                 see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html'''
}
