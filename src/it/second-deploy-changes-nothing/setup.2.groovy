import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    // an administrator says the same in other words, and adds what is none of ours
    scene.iam.updateAssumeRolePolicy { it.roleName('sfn-ecs-hello-us-east-1').policyDocument(scene.inOtherWords(scene.trustPolicy('sfn-ecs-hello-us-east-1'))) }
    scene.putPolicy('sfn-ecs-hello-us-east-1', 'sfn-ecs', scene.inOtherWords(scene.policy('sfn-ecs-hello-us-east-1', 'sfn-ecs')))
    scene.allow('sfn-ecs-hello-us-east-1', 'audit', '{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}')
    scene.tagRole('sfn-ecs-hello-us-east-1', 'cost-center', '7')
    def deployed = scene.sfn.describeStateMachine { it.stateMachineArn(scene.stateMachineArn('hello')) }.definition()
    scene.sfn.updateStateMachine { it.stateMachineArn(scene.stateMachineArn('hello')).definition(scene.inOtherWords(deployed)) }
}
