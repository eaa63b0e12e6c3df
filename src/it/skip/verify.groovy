import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.calls() == []
    assert build.files() == []
    build.prints 'skipped.txt'
}
