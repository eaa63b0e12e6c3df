import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    // the same definition, and all that follows from it
    assert scene.writes() == []
    build.warnsOfNothing()
    new File(basedir, 'src/main/sfn/hello.asl.json') << ' '
}
