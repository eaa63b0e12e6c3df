import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    build.says 'Of 3 items of state EachItem 1 failed, 1 never began: 2 run again. If each of their 2 executions takes '
    build.says 'Not redriven, this is a dry run.'
    build.warnsOfNothing()
}
