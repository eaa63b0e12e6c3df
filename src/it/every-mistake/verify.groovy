import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.calls() == []
    build.failsWith '''\
        olderThan '1d': it is a positive duration in ISO-8601
          fix:   <olderThan>PT2H</olderThan>'''
}
