import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.wrote 'state-machine.asl.json', 'permissions-policy.json'
    build.says 'Execution <execution> SUCCEEDED.'
    assert build.json('execution.json').at('/output/Overrides').toString() == '''\
    {"ContainerOverrides":[{"Name":"web","Command":["python","job.py","$HOME","it's a {brace}, a comma"],\
    "Environment":[{"Name":"CUSTOMER","Value":"42"},{"Name":"EXECUTION","Value":"<execution>"},{"Name":"MODE","Value":"test"},\
    {"Name":"PRICE","Value":"$5"}],"Cpu":256,"Memory":512}],\
    "TaskRoleArn":"arn:aws:iam::000000000000:role/otherTaskRole","ExecutionRoleArn":"arn:aws:iam::000000000000:role/otherExecutionRole"}\
    '''
    assert scene.account.authorizations().findAll { it.action() == 'iam:PassRole' }.collect { it.resource() + ' ' + it.allowed() } == [
        'arn:aws:iam::000000000000:role/otherExecutionRole true', 'arn:aws:iam::000000000000:role/otherTaskRole true']
}
