import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.createConsoleRole('team-role')
}
