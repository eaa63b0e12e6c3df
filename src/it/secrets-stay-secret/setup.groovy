import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.account.script('python-web-hello', TaskScript.exits(0).atOnce())
    scene.createRole('deployer', '''{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}]}''')
}
context.userProperties.putAll(['aws.sharedCredentialsFile': basedir.path + '/credentials'])
