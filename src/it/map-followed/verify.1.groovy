import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution']
    assert scene.runningTasks().size() == 3
    // on another machine there is nothing of it
    assert new File(basedir, 'target').deleteDir()
}
