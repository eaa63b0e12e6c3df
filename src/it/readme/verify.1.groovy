import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    build.says 'Role sfn-ecs-hello-us-east-1: the inline policy sfn-ecs will be added:'
    build.says 'Role sfn-ecs-hello-us-east-1: not changed, this is a dry run.'
}
