import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['RedriveExecution']
    build.says 'Of 3 items of state EachItem 1 failed, 1 never began: 2 run again. If each of their 2 executions takes '
    build.says 'Execution redriven: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'
    build.says 'Execution <execution> SUCCEEDED.'
    build.warnsOfNothing()
    // the one that had succeeded did not run again, and its result is there
    assert build.json('execution.json').path('output').size() == 3
}
