import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    assert scene.calls().contains('AssumeRole')
    build.wrote 'state-machine.asl.json', 'trust-policy.json', 'permissions-policy.json', 'execution.json'
    build.says 'Execution run-1 SUCCEEDED.'
    build.says 'No running tasks of the state machine nightly on arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster, older than PT1S (olderThan).'
    def role = scene.iam.getRole { it.roleName('nightly-role') }.role()
    assert role.arn() == 'arn:aws:iam::000000000000:role/team/nightly-role'
    assert role.permissionsBoundary().permissionsBoundaryArn() == 'arn:aws:iam::000000000000:policy/boundary'
    assert role.tags().collectEntries { [it.key(), it.value()] } == [team: 'payments', stage: 'test', 'sfn-ecs:state-machine': scene.stateMachineArn('nightly')]
    assert scene.sfn.listTagsForResource { it.resourceArn(scene.stateMachineArn('nightly')) }.tags().collectEntries { [it.key(), it.value()] } ==
        [team: 'payments', stage: 'test', 'sfn-ecs:state-machine': scene.stateMachineArn('nightly')]
}
