import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    // somebody opens the role wide, and lets every state machine have it
    scene.allow('sfn-ecs-hello-us-east-1', 'sfn-ecs', '{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}')
    scene.iam.updateAssumeRolePolicy { it.roleName('sfn-ecs-hello-us-east-1').policyDocument(scene.trust('states.amazonaws.com')) }
}
