import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.calls() == []
    build.failsAs 'cleanup-tasks.txt'
}
