import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    def role = scene.createConsoleRole('theirs')
    scene.sfn.createStateMachine { it.name('hello').roleArn(role)
        .definition('{"StartAt": "Theirs", "States": {"Theirs": {"Type": "Pass", "End": true}}}') }
}
