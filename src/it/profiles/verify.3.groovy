import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.calls().contains('GetRole') && !scene.calls().any { it.startsWith('AssumeRole') }
}
