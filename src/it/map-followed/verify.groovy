import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StopTask', 'StopTask', 'StopTask']
    build.says 'Execution arn:aws:states:us-east-1:000000000000:execution:hello:<execution> is RUNNING since <time>.'
    build.says 'The log of container web is not followed: it has no log driver.'
    build.says 'EachItem: the logs of 0 of 3 items were followed.'
    build.says 'Execution <execution> SUCCEEDED.'
    assert build.json('execution.json').at('/mapRuns/0/items/failed').asInt() == 3
    assert new File(basedir, 'target/sfn-ecs/items.jsonl').readLines().size() == 3
}
