import groovy.json.JsonSlurper
import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine'] * 2
    [nightly: 7200, hourly: 600].each { name, seconds ->
        def machine = scene.sfn.describeStateMachine { it.stateMachineArn(scene.stateMachineArn(name)) }
        assert machine.roleArn() == scene.roleArn('sfn-ecs-' + name + '-us-east-1')
        assert new JsonSlurper().parseText(machine.definition()).States.RunTask.TimeoutSeconds == seconds
        build.says "[$name] State machine $name: done."
    }
    build.warnsOfNothing()
}
