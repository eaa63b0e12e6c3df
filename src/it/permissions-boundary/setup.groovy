import static io.github.sfnecs.it.Hooks.*

begin(basedir, context) { scene ->
    scene.iam.createPolicy { it.policyName('boundary')
        .policyDocument('{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]}') }
}
