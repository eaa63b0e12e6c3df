import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    assert build.json('execution.json').path('status').asText() == 'RUNNING'
    build.says 'To follow it: mvn io.github.sfnecs:sfn-ecs-maven-plugin:<version>:follow -Dsfn-ecs.executionArn=arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'
    assert scene.runningTasks().size() == 1
}
