import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.calls() == []
    build.warns '-Dsfn-ecs.executionName=your-run is ignored: the POM has <executionName>my run</executionName>, which wins.',
        'To let -D win: <executionName>${sfn-ecs.executionName}</executionName>, and the POM\'s value as its default in <properties>: <sfn-ecs.executionName>…</sfn-ecs.executionName>'
    build.failsAs 'execute.txt'
}
