import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.createConsoleRole('StepFunctions-hello-role-1a2b3c4d')
}
