import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.calls() == []
    build.failsAs 'deploy-statemachine.txt'
}
