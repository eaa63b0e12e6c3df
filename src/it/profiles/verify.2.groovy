import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.calls().contains('AssumeRoleWithWebIdentity') && scene.calls().contains('GetRole')
    assert scene.writes() == []
}
