import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == []
    build.prints 'status.txt'
}
