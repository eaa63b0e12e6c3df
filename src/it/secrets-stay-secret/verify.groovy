import static groovy.io.FileType.FILES
import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.calls().contains('AssumeRole') && scene.writes().contains('StartExecution')
    assert build.level('WARNING').contains('The proxy in HTTP_PROXY is not used')
    assert build.level('DEBUG').contains('Sending Request') // the SDK says all it has to say
    // the team's own, those of the session that AssumeRole gave out, and what is made of them
    def secrets = ['sentinel', 'secret-of-', 'token-of-', 'Signature=']
    basedir.eachFileRecurse(FILES) { file ->
        def found = secrets.findAll { !(file.name in ['credentials', 'invoker.properties', 'verify.groovy']) && file.text.contains(it) }
        assert found == [] : file
    }
}
