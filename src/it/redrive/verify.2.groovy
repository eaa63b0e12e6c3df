import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    build.says 'Execution <execution> FAILED at <time> in state RunTask, attempt 1. Redriven, it goes on there, with the definition, the input and the name that it has.'
    build.says 'Not redriven, this is a dry run.'
    build.warnsOfNothing()
}
