import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == []
    build.failsWith '''\
        The execution <execution> can't be redriven.
          where: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>
          why:   It SUCCEEDED, so there is nothing to do again.
          fix:   Start a new execution: mvn sfn-ecs:execute'''
}
