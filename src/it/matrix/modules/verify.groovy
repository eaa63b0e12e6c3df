import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StopTask']
    assert scene.runningTasks().isEmpty()
    ['jobs', 'import-job'].each { build.says "No running tasks of the state machine $it on arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster." }
}
