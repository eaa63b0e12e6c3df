import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == []
    assert !build.printed().contains('FAILED ')
}
