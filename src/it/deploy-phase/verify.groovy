import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StartExecution']
    build.says 'Execution <execution> SUCCEEDED.'
}
