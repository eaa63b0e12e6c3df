import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['RedriveExecution']
    build.says 'Execution redriven: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'
    build.says '0:00 state RunTask, attempt 2'
    build.says 'Execution <execution> SUCCEEDED.'
    build.warnsOfNothing()
    def execution = build.json('execution.json')
    assert execution.path('status').asText() == 'SUCCEEDED'
    assert execution.path('tasks').size() == 2
}
