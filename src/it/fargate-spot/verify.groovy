import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.wrote 'state-machine.asl.json'
    build.says 'Execution <execution> SUCCEEDED.'
    // emulators drop the strategy on its way to ECS
    assert !scene.embedded() || build.json('execution.json').at('/output/CapacityProviderName').asText() == 'FARGATE_SPOT'
}
