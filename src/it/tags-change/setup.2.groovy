import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    scene.tagRole('sfn-ecs-hello-us-east-1', 'cost-center', '7')
}
