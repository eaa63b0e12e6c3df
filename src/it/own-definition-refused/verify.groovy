import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        2 mistakes in the configuration:
        1. What the role needs for the state Load can't be derived.
          where: nightly.asl.json:4, state Load
          why:   Its Resource is arn:aws:states:::ecs:runTask.sync.
                 TaskDefinition comes from $.revision, which is known only when the state runs.
          fix:   Name in dynamicTaskDefinitions those that it may be, or give TaskDefinition a literal value.
                 Or put what it needs into the IAM policy that additionalPermissions names:
                 {"Effect":"Allow","Action":"ecs:RunTask","Resource":"arn:aws:ecs:us-east-1:000000000000:task-definition/…:*","Condition":{"ArnEquals":{"ecs:cluster":"arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster"}}},
                 {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::000000000000:role/…","Condition":{"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}}
        2. What the role needs for the state Look can't be derived.
          where: nightly.asl.json:14, state Look
          why:   Its Resource is arn:aws:states:::aws-sdk:rekognition:detectLabels.
                 What that needs is known for some services only; AWS tells it for all: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html .
          fix:   Put what it needs into the IAM policy that additionalPermissions names:
                 {"Effect":"Allow","Action":"rekognition:DetectLabels","Resource":"…"}'''
    assert scene.writes() == []
}
