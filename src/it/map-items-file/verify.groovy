import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == []
    build.failsWith '''\
        map is not set: its items have to come from somewhere
          fix:   -Dsfn-ecs.itemsFile=customers.csv, or itemsPath, items, itemsFile or s3 in map'''
}
