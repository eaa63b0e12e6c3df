import static io.github.sfnecs.it.Hooks.*

// what an endpoint can't simulate is not checked, but nothing has failed
after(context) { scene, build ->
    assert scene.writes() == []
    assert build.json('check.json').path('failed').asInt() == 0
    assert build.json('check.json').path('findings').findValuesAsText('says').contains(
        "sfn-ecs-hello-us-east-1 does not exist yet; mvn sfn-ecs:ensure-role creates it, as follows.")
}
