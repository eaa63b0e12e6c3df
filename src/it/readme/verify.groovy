import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StopTask']
    assert scene.runningTasks().isEmpty()
}
