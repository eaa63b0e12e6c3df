import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.createRole('deployer', '''{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}]}''')
}
context.userProperties.putAll(['aws.sharedCredentialsFile': basedir.path + '/credentials'])
