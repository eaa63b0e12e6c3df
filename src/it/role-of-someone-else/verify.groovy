import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateStateMachine', 'StartExecution']
    assert scene.request('CreateStateMachine').path('roleArn').asText() == 'arn:aws:iam::000000000000:role/data-team-role'
    build.says 'Role arn:aws:iam::000000000000:role/data-team-role belongs to someone else; it has all that the definition needs.'
    assert !build.level('WARNING').contains('It lacks')
    build.says 'Execution <execution> SUCCEEDED.'
}
