import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine'] * 2 + ['StartExecution']
    build.printsBeforeExecuting 'deployed.txt'
    build.failsAs 'failure.txt'
    // the items of the Map came to the queue, before the nested execution failed
    assert scene.account.serviceCalls().collect { it.service() + ' ' + it.action() } == ['lambda invoke', 'sqs sendMessage', 'sqs sendMessage']
}
