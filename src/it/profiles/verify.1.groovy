import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert context.identityCenter.called() == ['/token', '/federation/credentials']
    assert scene.writes() == ['CreateRole', 'PutRolePolicy']
}
