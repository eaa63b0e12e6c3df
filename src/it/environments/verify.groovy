import groovy.json.JsonSlurper
import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['UpdateStateMachine']
    def state = new JsonSlurper().parseText(scene.sfn.describeStateMachine { it.stateMachineArn(scene.stateMachineArn('hello-production')) }.definition()).States.RunTask
    assert state.Parameters.NetworkConfiguration.AwsvpcConfiguration.Subnets == ['subnet-0def000de00de0'] // the command line's, not the profile's
    assert state.TimeoutSeconds == 7200
    build.warnsOfNothing()
}
