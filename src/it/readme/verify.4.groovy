import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['StartExecution']
    assert scene.runningTasks().size() == 1
    build.says 'Execution <execution> SUCCEEDED.'
}
