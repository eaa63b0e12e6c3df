import io.github.sfnecs.warm.Interrupter
import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.createRole('deployer', '''{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}]}''')
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
