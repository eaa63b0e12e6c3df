import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.says 'Execution <execution> SUCCEEDED.'
    build.wrote 'state-machine.asl.json', 'permissions-policy.json', 'execution.json'
    assert scene.account.authorizations().any { it.role() == scene.roleArn('workerRole') && it.action() == 'states:SendTaskSuccess' }
}
