import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine']
    build.says '''\
        src/main/sfn/hello.asl.json: written.
        To deploy what the file says, put it into the plugin's configuration:
          <definitionFile>src/main/sfn/hello.asl.json</definitionFile>
        and take out of it what the file says now, which would do nothing there: memory, retry, assignPublicIp, containerOverrides
        Until you change the file, mvn sfn-ecs:deploy-statemachine then has nothing to do.'''
    assert new File(basedir, 'src/main/sfn/hello.asl.json').text == new File(basedir, 'expected/hello.asl.json').text
    assert new File(basedir, 'src/main/sfn').list().length == 1
}
