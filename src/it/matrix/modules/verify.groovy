import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StopTask']
    assert scene.runningTasks().isEmpty()
    build.says 'Skipped: this module does not configure the plugin, others do.'
    build.says '[import-job] No running tasks of the state machine import-job on arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster.'
}
