import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['StartExecution']
    assert scene.request('StartExecution').path('input').asText() == '{"items":[{"name":"Cleo"}],"input":{}}'
    assert build.json('execution.json').path('output').size() == 1
}
