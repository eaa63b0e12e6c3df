import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine']
    build.says 'Role sfn-ecs-hello-us-east-1: done.'
    build.says 'State machine hello: done.'
}
