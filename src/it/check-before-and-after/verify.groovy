import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine']
    assert build.json('check.json').path('failed').asInt() == 0
    assert !build.level('WARNING').contains('drift')
}
