import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['UpdateAssumeRolePolicy', 'PutRolePolicy']
    build.prints 'repair.txt'
    assert scene.policy('sfn-ecs-hello-us-east-1', 'sfn-ecs').contains('iam:PassRole')
    assert !scene.policy('sfn-ecs-hello-us-east-1', 'sfn-ecs').contains('ecs:*')
    assert scene.trustPolicy('sfn-ecs-hello-us-east-1').contains(scene.stateMachineArn('hello'))
}
