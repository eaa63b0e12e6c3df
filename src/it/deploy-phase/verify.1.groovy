import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine']
    assert new File(basedir, 'target/repository/com/example/hello/1.0.0/hello-1.0.0.pom').file
    // first the artifacts, then the role, then what runs with it
    def goals = ['(default-deploy)', 'ensure-role (default)', 'deploy-statemachine (default)'].collect { build.printed().indexOf(it) }
    assert goals == goals.toSorted() && !goals.contains(-1)
    build.says 'Role sfn-ecs-hello-us-east-1: done.'
    build.says 'State machine hello: done.'
    build.wrote 'trust-policy.json', 'permissions-policy.json', 'state-machine.asl.json'
}
