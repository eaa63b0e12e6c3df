import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        exportFile 'src/main/sfn/hello.asl.json': it is there already, and no file is overwritten
          fix:   Name another one with exportFile, or delete this one'''
    assert new File(basedir, 'src/main/sfn/hello.asl.json').text == new File(basedir, 'expected/hello.asl.json').text + ' '
    assert scene.calls() == []
}
