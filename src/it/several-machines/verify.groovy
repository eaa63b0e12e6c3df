import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.request('StartExecution').path('stateMachineArn').asText() == scene.stateMachineArn('nightly')
    build.warnsOfNothing()
}
