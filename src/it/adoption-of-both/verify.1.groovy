import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    build.prints 'dry-run.txt'
}
