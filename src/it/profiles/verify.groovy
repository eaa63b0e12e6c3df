import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    context.identityCenter.close()
    assert scene.calls().contains('DescribeStateMachine')
    build.says 'State machine hello does not exist'
}
