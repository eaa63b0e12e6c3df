import static io.github.sfnecs.it.Hooks.*

// what an endpoint can't simulate is not checked, but nothing has failed
after(context) { scene, build ->
    assert scene.writes() == []
    assert build.json('check.json').path('failed').asInt() == 0
    build.warns '''\
        warning      drift: The role sfn-ecs-hello-us-east-1 does not exist yet.
                     fix:   mvn sfn-ecs:ensure-role
        warning      drift: The state machine hello does not exist yet.
                     fix:   mvn sfn-ecs:deploy-statemachine'''
}
