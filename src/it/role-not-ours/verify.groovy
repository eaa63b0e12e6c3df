import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == []
    build.says 'Role team-role: up to date.'
}
