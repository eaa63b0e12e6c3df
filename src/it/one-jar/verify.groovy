import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.onejar.Linking
import io.github.sfnecs.testing.ClassPath
import java.util.jar.JarFile
import java.util.spi.ToolProvider

end(context) { scene, build ->
    def classPath = ClassPath.of(build.printed(), localRepositoryPath.toPath())
    def artifacts = classPath.jars()*.fileName*.toString()*.replaceFirst('-\\d.*', '')
    assert artifacts - 'plexus-utils' == ['sfn-ecs-maven-plugin'] // that one Maven 3 adds to each plugin
    assert classPath.bytes() < 14_000_000

    def jar = classPath.jars().first()
    def pom = new File(jar.toString().replaceFirst('jar$', 'pom')).text
    assert !pom.contains('<dependencies>') && !pom.contains('<build>')

    def printed = new StringWriter()
    def out = new PrintWriter(printed)
    assert ToolProvider.findFirst('jdeps').get().run(out, out, '--multi-release', '17', '--missing-deps', jar.toString()) == 0
    def missing = (printed =~ /-> (\S+) +not found/).collect { it[1] } as Set
    def elsewhere = ['org.apache.maven.', 'org.codehaus.plexus.', 'org.slf4j.', // Maven's
        'software.amazon.awssdk.crt'] // in nobody's
    assert missing.findAll { name -> !elsewhere.any { name.startsWith(it) } } == [] as Set
    assert missing.contains('org.slf4j.Logger')

    def fields = new StringWriter()
    ToolProvider.findFirst('javap').get().run(new PrintWriter(fields), new PrintWriter(fields), '-p', '-cp', jar.toString(), 'software.amazon.awssdk.utils.Logger')
    assert fields.toString().contains('private org.slf4j.Logger log;') // SecretLogs sets it: it is not final

    assert Linking.failures(jar).findAll { !it.contains('NoClassDefFoundError: software/amazon/awssdk/crt') } == []

    new JarFile(jar.toFile()).withCloseable { files ->
        def names = files.stream().map { it.name }.toList()
        assert !names.any { it.startsWith('io/netty/') || it.startsWith('org/apache/') || it.startsWith('org/slf4j/') }
        assert names.findAll { !it.contains('/') } == []
        assert names.findAll { it =~ /LICENSE|NOTICE/ } == ['META-INF/LICENSE', 'META-INF/NOTICE']
        assert names.findAll { it.startsWith('META-INF/services/') && !it.endsWith('/') } == ['META-INF/services/software.amazon.awssdk.http.SdkHttpService']
        // the same whenever it is built
        assert files.stream().map { it.timeLocal }.distinct().count() == 1
        assert files.manifest.mainAttributes.getValue('Implementation-Version')
        def text = { name -> files.getInputStream(files.getJarEntry(name)).text }
        assert text('META-INF/services/software.amazon.awssdk.http.SdkHttpService').readLines().findAll { it && !it.startsWith('#') } ==
            ['software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService']
        assert text('META-INF/LICENSE').contains('Apache License')
        assert text('META-INF/LICENSE').contains('MIT License')
        def notice = text('META-INF/NOTICE')
        assert ['java-diff-utils', 'SnakeYAML Engine', 'AWS SDK for Java 2.0', 'Jackson JSON processor', 'FastDoubleParser'].every { notice.contains(it) }
    }
}
