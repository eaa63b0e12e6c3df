import io.github.sfnecs.fakeaws.TaskScript
import io.github.sfnecs.warm.Interrupter
import java.time.Duration
import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.createRole('deployer', '''{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}]}''')
    // two seconds of the machine's: a slow one, too, interrupts a build before its task has ended by itself
    scene.account.script('python-web-hello', TaskScript.exits(0).after(Duration.ofSeconds(40)))
    // whenever the plugin has seen an execution run; only one kind of build is aimed at
    def call
    call = {
        scene.account.onceAfter('GetExecutionHistory', call)
        Interrupter.call(basedir.toPath())
    }
    scene.account.onceAfter('GetExecutionHistory', call)
}
def classes = new File(Interrupter.protectionDomain.codeSource.location.toURI())
context.userProperties.putAll(['maven.ext.class.path': [new File(basedir, 'ext'), classes].join(File.pathSeparator)])
