import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['UpdateStateMachine']
    build.prints 'repair.txt'
    assert scene.sfn.describeStateMachine { it.stateMachineArn(scene.stateMachineArn('hello')) }.definition().contains('DISABLED')
}
