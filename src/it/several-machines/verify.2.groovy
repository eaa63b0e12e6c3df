import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert scene.writes() == ['StartExecution', 'StartExecution']
    ['nightly', 'hourly'].each { name -> build.says "[$name] Execution <execution> SUCCEEDED." }
    // each line of theirs, that is
    def told = build.goals().readLines().findAll { it.startsWith('[INFO] ') }
    assert told.size() > 10
    assert told.findAll { !(it =~ /^\[INFO] \[(nightly|hourly)] /) } == []
    build.warnsOfNothing()
}
