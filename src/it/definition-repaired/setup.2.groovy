import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    // somebody edits it in the console
    def deployed = scene.sfn.describeStateMachine { it.stateMachineArn(scene.stateMachineArn('hello')) }.definition()
    scene.sfn.updateStateMachine { it.stateMachineArn(scene.stateMachineArn('hello')).definition(deployed.replace('DISABLED', 'ENABLED')) }
}
