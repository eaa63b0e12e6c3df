import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StopTask'] * 4
    assert scene.runningGroups() as List == ['family:python-web-hello', 'service:web', 'sfn-ecs:hello2:run-1', 'web']
    assert scene.runningTasks().size() == 3 + 3 + 3 + 2
    build.says '4 running tasks of the state machine hello on arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster:'
    build.says 'As long as they run: about $0.0494 per hour (estimate, prices of <date>)'
    assert build.json('cleanup.json').path('stopped').findAll { it.path('execution').asText() == 'run-2' }.size() == 4
}
