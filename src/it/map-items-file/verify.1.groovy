import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.request('StartExecution').path('input').asText() == '{"items":[{"name":"Anna"},{"name":"Bert"}],"input":{}}'
    build.says 'Execution <execution> SUCCEEDED.'
    build.warnsOfNothing()
}
