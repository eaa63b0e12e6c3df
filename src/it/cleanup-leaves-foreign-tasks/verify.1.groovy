import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['StopTask'] * 110
    assert scene.calls().count('ListTasks') == 2
    assert scene.runningTasks().size() == 3 + 3 + 3 + 2 + 4
    build.says '110 running tasks of the state machine hello on arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster, older than PT1H (olderThan):'
    assert build.level('INFO').readLines().count('STOPPED arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id>') == 110
    assert build.json('cleanup.json').path('stopped').size() == 110
    assert build.json('cleanup.json').path('running').isEmpty()
}
