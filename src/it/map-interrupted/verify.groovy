import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StopTask', 'StopTask', 'StopTask']
    assert scene.runningTasks().isEmpty()
}
