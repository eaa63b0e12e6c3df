import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateStateMachine', 'StartExecution']
    build.warns '''\
        The role StepFunctions-hello-role-1a2b3c4d does not fit this definition. It lacks:
          iam:PassRole on arn:aws:iam::000000000000:role/ecsTaskExecutionRole (iam:PassedToService = ecs-tasks.amazonaws.com)
        To take it over and add it: mvn sfn-ecs:ensure-role -Dsfn-ecs.adoptRole'''
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state RunTask, attempt 1
          why:   The state machine's role StepFunctions-hello-role-1a2b3c4d may not pass the role arn:aws:iam::000000000000:role/ecsTaskExecutionRole to the task (iam:PassRole). This plugin did not create the role.
                 ECS.AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/StepFunctions-hello-role-1a2b3c4d/<id> is not authorized to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/ecsTaskExecutionRole because no identity-based policy allows the iam:PassRole action (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: <id>; Proxy: null)
          fix:   mvn sfn-ecs:ensure-role -Dsfn-ecs.adoptRole -Dsfn-ecs.roleName=StepFunctions-hello-role-1a2b3c4d
                 It takes the role over and adds what is missing; with -Dsfn-ecs.dryRun it only says so.
                 Where the POM sets roleArn the role stays its owner's: mvn sfn-ecs:ensure-role lists what to ask for.
                 see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html'''
    build.wrote 'execution.json'
}
