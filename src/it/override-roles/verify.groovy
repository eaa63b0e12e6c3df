import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.wrote 'state-machine.asl.json', 'permissions-policy.json'
    build.says 'Execution <execution> SUCCEEDED.'
    // the output, and who asked IAM, is not for others to see
    if (scene.embedded()) {
        build.wrote 'execution.json'
        assert scene.account.authorizations().findAll { it.action() == 'iam:PassRole' }.collect { it.resource() + ' ' + it.allowed() } == [
            'arn:aws:iam::000000000000:role/otherExecutionRole true', 'arn:aws:iam::000000000000:role/otherTaskRole true']
    }
}
