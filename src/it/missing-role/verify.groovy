import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == []
    build.failsWith '''\
        The state machine's role does not exist.
          where: arn:aws:iam::000000000000:role/sfn-ecs-hello-us-east-1
          why:   A state machine can't be deployed without its role.
          fix:   mvn sfn-ecs:ensure-role'''
}
