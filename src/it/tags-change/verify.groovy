import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['TagRole', 'TagResource']
    build.prints 'change.txt'
    def arn = scene.stateMachineArn('hello')
    assert scene.iam.listRoleTags { it.roleName('sfn-ecs-hello-us-east-1') }.tags().collectEntries { [it.key(), it.value()] } ==
        ['sfn-ecs:state-machine': arn, team: 'search', stage: 'test', 'cost-center': '7']
    assert scene.sfn.listTagsForResource { it.resourceArn(arn) }.tags().collectEntries { [it.key(), it.value()] } ==
        ['sfn-ecs:state-machine': arn, team: 'search', stage: 'test']
}
