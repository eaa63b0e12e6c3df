import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['UpdateStateMachine', 'TagResource']
    build.prints 'adoption.txt'
}
