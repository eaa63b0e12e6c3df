import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['UpdateStateMachine', 'TagResource']
    build.prints 'adoption.txt'
}
