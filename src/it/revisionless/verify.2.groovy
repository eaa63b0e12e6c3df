import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['StartExecution']
    build.says 'State machine hello: up to date.'
    build.warns '''\
        The role sfn-ecs-hello-us-east-1 does not fit this definition. It lacks:
          iam:PassRole on arn:aws:iam::000000000000:role/nextExecutionRole (iam:PassedToService = ecs-tasks.amazonaws.com)
          iam:PassRole on arn:aws:iam::000000000000:role/nextTaskRole (iam:PassedToService = ecs-tasks.amazonaws.com)
        To add it: mvn sfn-ecs:ensure-role'''
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask, attempt 1
          why:   The state machine's role sfn-ecs-hello-us-east-1 may not pass the role arn:aws:iam::000000000000:role/nextExecutionRole to the task (iam:PassRole). This plugin keeps the role.
                 ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/sfn-ecs-hello-us-east-1/<id> is not authorized to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/nextExecutionRole because no identity-based policy allows the iam:PassRole action (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: <id>; Proxy: null)
          fix:   mvn sfn-ecs:ensure-role
                 see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html'''
}
