import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    def modules = ['archive', 'export', 'import', 'report']
    def writes = scene.made().findAll { it.writes() }
    assert writes*.operation().countBy { it } == [CreateRole: 4, PutRolePolicy: 4, CreateStateMachine: 4]
    assert writes.findAll { it.operation() == 'PutRolePolicy' }*.request()*.path('RoleName')*.asText().sort() == modules.collect { 'sfn-ecs-' + it + '-us-east-1' }
    assert scene.sfn.listStateMachines { }.stateMachines()*.name().intersect(modules).sort() == modules
    modules.each { module ->
        def arn = scene.stateMachineArn(module)
        assert scene.sfn.describeStateMachine { it.stateMachineArn(arn) }.roleArn() == scene.roleArn('sfn-ecs-' + module + '-us-east-1')
        assert scene.sfn.listTagsForResource { it.resourceArn(arn) }.tags().collectEntries { [it.key(), it.value()] } == ['sfn-ecs:state-machine': arn, module: module]
        assert scene.trustPolicy('sfn-ecs-' + module + '-us-east-1').contains(arn)
    }
    build.warnsOfNothing()
    def told = build.level('INFO').readLines()
    assert told.count('Skipped: this module does not configure the plugin, others do.') == 4
    assert modules.every { module -> told.any { it.startsWith('[' + module + '] ') } }
}
