import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.calls().contains('AssumeRole') && scene.calls().contains('GetRole')
}
