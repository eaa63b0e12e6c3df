import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    build.failsWith '''\
        The role team-role exists and is not ours, so it is not changed.
          where: arn:aws:iam::000000000000:role/service-role/team-role
          why:   It has no tag sfn-ecs:state-machine, so this plugin did not create it.
          fix:   Choose another roleName; or take this role over with -Dsfn-ecs.adoptRole (add -Dsfn-ecs.dryRun to see what would change); or set roleArn to use it unchanged'''
}
