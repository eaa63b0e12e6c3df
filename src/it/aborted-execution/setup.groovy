import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    // when the plugin has seen the execution run, somebody else stops it
    scene.account.onceAfter('DescribeExecution') { scene.stopExecution('hello', 'Operator.Stopped', 'not today') }
}
