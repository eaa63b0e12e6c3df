import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.calls() == ['StartExecution']
    build.failsWith '''\
        The state machine hello does not exist.
          where: arn:aws:states:us-east-1:000000000000:stateMachine:hello
          fix:   mvn sfn-ecs:ensure-role sfn-ecs:deploy-statemachine'''
}
