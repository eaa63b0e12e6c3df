import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine']
    assert new File(basedir, 'target/repository/com/example/hello/1.0.0/hello-1.0.0.pom').file
    build.says 'Role sfn-ecs-hello-us-east-1: done.'
    build.says 'State machine hello: done.'
    build.wrote 'trust-policy.json', 'permissions-policy.json', 'state-machine.asl.json'
}
