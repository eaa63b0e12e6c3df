import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.Fault

begin(basedir, context) { scene ->
    scene.account.faults().always('CreateRole', new Fault.Denied('User: arn:aws:iam::000000000000:user/alice is not authorized to perform: ' +
        'iam:CreateRole on resource: arn:aws:iam::000000000000:role/sfn-ecs-hello-us-east-1 because no identity-based policy allows the ' +
        'iam:CreateRole action'))
}
