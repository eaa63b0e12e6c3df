import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    // when the plugin has seen the execution run, somebody types Ctrl-C
    scene.account.onceAfter('GetExecutionHistory') { interrupt(basedir) }
}
