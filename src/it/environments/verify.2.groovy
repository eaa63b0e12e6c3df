import groovy.json.JsonSlurper
import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine']
    def state = new JsonSlurper().parseText(scene.sfn.describeStateMachine { it.stateMachineArn(scene.stateMachineArn('hello-production')) }.definition()).States.RunTask
    assert state.Parameters.NetworkConfiguration.AwsvpcConfiguration.Subnets == ['subnet-0abc000ab00ab0', 'subnet-0def000de00de0']
    assert state.TimeoutSeconds == 7200
    build.warnsOfNothing()
}
