import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    def left = new Properties()
    new File(basedir, 'left.properties').withReader('UTF-8') { left.load(it) }
    def kinds = ['LOST', 'DEBUG', 'PLAIN', 'ENVIRONMENT', 'INTERRUPTED']
    def builds = [1, 2].collectMany { cycle -> kinds.collect { "$it $cycle".toString() } }
    def printed = build.printed().replace('[INFO] [stdout] ', '') // as Maven 4 has it
    def said = builds.collectEntries { name -> [name, printed.split("=== $name\n")[1].split('=== \n')[0]] }

    // nothing is left of any of them, and nothing grows once all of them have been there
    builds.each { name -> assert ['threads', 'hooks', 'properties'].collectEntries { [it, left["$name $it".toString()]] } == [threads: '[]', hooks: '[]', properties: '[]'] : name }
    // what one build leaves to the collector varies by half a megabyte: what counts is the lowest of each cycle, once all is loaded
    def lowest = { cycle, what -> (kinds - 'LOST').collect { left["$it $cycle $what".toString()] as long }.min() }
    def growth = { what -> lowest(2, what) - lowest(1, what) }
    // Maven 4, where nothing more is around it, makes a class loader of the plugin for each build
    if (!build.printed().contains('[stdout]')) {
        builds.each { name -> assert left["$name realms".toString()] == '1' : name }
        // a class loader that stays has thousands; what a slow machine makes a build see first in the second cycle are a few
        assert (left['INTERRUPTED 2 classes'] as long) - (left['INTERRUPTED 1 classes'] as long) < 300
        assert growth('heap') < 500_000
    }

    // each is as if the others had not been, in the first cycle and in the second
    [1, 2].each { cycle ->
        assert said["LOST $cycle"].contains('nobody')
        assert said["DEBUG $cycle"].contains('[DEBUG] Sending Request') // the SDK says all it has to say
        assert said["DEBUG $cycle"].contains('SUCCEEDED')
        assert said["PLAIN $cycle"].contains('SUCCEEDED') && !said["PLAIN $cycle"].contains('[WARNING]')
        assert said["ENVIRONMENT $cycle"].contains('The proxy in HTTP_PROXY is not used')
        assert said["ENVIRONMENT $cycle"].contains('Not started, this is a dry run.')
        assert said["INTERRUPTED $cycle"].contains('[WARNING] Interrupted: the execution was stopped: arn:')
    }
    assert said.findAll { it.value.contains('[DEBUG]') }.keySet() == ['DEBUG 1', 'DEBUG 2'] as Set
    assert said.findAll { it.value.contains('nobody') }.keySet() == ['LOST 1', 'LOST 2'] as Set
    assert said.findAll { it.value.contains('HTTP_PROXY') }.keySet() == ['ENVIRONMENT 1', 'ENVIRONMENT 2'] as Set
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine'] + ['StartExecution', 'StartExecution', 'StartExecution', 'StopExecution'] * 2
    assert scene.calls().count('AssumeRole') == 6 // the goals of the builds that say so

    // and what is secret in one is in no other, nor in itself
    assert ['sentinel', 'secret-of-', 'token-of-', 'Signature='].findAll { build.printed().contains(it) } == []
}
