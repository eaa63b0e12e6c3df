import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.wrote 'state-machine.asl.json', 'permissions-policy.json', 'execution.json'
    build.says 'Execution <execution> SUCCEEDED.'
    assert scene.account.authorizations().findAll { it.action() == 'iam:PassRole' }.collect { it.resource() + ' ' + it.allowed() } == [
        'arn:aws:iam::000000000000:role/otherExecutionRole true', 'arn:aws:iam::000000000000:role/otherTaskRole true']
}
