import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.calls() == []
    build.prints 'explanation.txt'
}
