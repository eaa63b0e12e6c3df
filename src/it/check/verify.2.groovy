import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    build.warns '''\
        FAILED       network: The subnet subnet-0def000de00de1 does not exist.'''
    build.failsWith '''\
        1 of 19 findings failed.
          where: network: The subnet subnet-0def000de00de1 does not exist.
          fix:   Above stands what each means and what mends it; check.json in target/sfn-ecs has all of it'''
}
