import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['CreateRole', 'PutRolePolicy']
    build.failsWith '''\
        The state machine hello exists and is not ours, so it is not changed.
          where: arn:aws:states:us-east-1:000000000000:stateMachine:hello
          why:   It has no tag sfn-ecs:state-machine with its own ARN, so this plugin did not create it.
          fix:   Choose another stateMachineName; or take this one over with -Dsfn-ecs.adoptStateMachine (add -Dsfn-ecs.dryRun to see what would change)'''
}
