import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    build.warns '''\
        Role arn:aws:iam::000000000000:role/data-team-role belongs to someone else and is not changed. It lacks:
          trust: states.amazonaws.com may not assume it for arn:aws:states:us-east-1:000000000000:stateMachine:hello
          ecs:RunTask on arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:1 (ecs:cluster = arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster)
          ecs:StopTask on arn:aws:ecs:us-east-1:000000000000:task/test-cluster/* (ecs:cluster = arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster)
          ecs:DescribeTasks on arn:aws:ecs:us-east-1:000000000000:task/test-cluster/* (ecs:cluster = arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster)
          iam:PassRole on arn:aws:iam::000000000000:role/ecsTaskExecutionRole (iam:PassedToService = ecs-tasks.amazonaws.com)
          events:PutTargets on arn:aws:events:us-east-1:000000000000:rule/StepFunctionsGetEventsForECSTaskRule
          events:PutRule on arn:aws:events:us-east-1:000000000000:rule/StepFunctionsGetEventsForECSTaskRule
          events:DescribeRule on arn:aws:events:us-east-1:000000000000:rule/StepFunctionsGetEventsForECSTaskRule
        Ask its owner to add it; trust-policy.json and permissions-policy.json in target/sfn-ecs say all that is needed.'''
    build.wrote 'trust-policy.json', 'permissions-policy.json'
}
