import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.createTaskRole('data-team-role')
}
