import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.wrote 'state-machine.asl.json'
    build.says 'Execution <execution> SUCCEEDED.'
    assert build.json('execution.json').at('/output/CapacityProviderName').asText() == 'FARGATE_SPOT'
}
