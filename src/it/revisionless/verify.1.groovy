import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    build.wrote 'state-machine.asl.json'
    build.says 'Execution <execution> SUCCEEDED.'
    build.warnsOfNothing()
    assert build.file('permissions-policy.json').contains('task-definition/python-web-hello:*')
}
