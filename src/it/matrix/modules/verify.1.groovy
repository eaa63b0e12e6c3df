import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    // the parent has the plugin in its pluginManagement only, so it deploys nothing
    assert scene.writes().toSorted() == ['CreateRole', 'CreateStateMachine', 'PutRolePolicy'].collectMany { [it] * 2 }
    ['import-job', 'export-job'].each {
        build.says "Role sfn-ecs-$it-us-east-1: done."
        build.says "State machine $it: done."
    }
    // as Maven does of goals that are not meant for -T
    assert !build.printed().contains('thread-safe')
}
