import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['PutRolePolicy', 'StartExecution']
    build.says 'Execution <execution> SUCCEEDED.'
    build.wrote 'permissions-policy.json'
    assert build.json('execution.json').at('/output/TaskDefinitionArn').asText() == 'arn:aws:ecs:us-east-1:000000000000:task-definition/python-web-hello:2'
}
