import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.createTaskRole('workerRole')
    scene.allow('workerRole', 'callback', '''{"Effect": "Allow", "Action": ["states:SendTaskSuccess", "states:SendTaskFailure",
        "states:SendTaskHeartbeat"], "Resource": "arn:aws:states:us-east-1:000000000000:stateMachine:nightly"}''')
    scene.register('worker', scene.roleArn('workerRole'), 'proxy', 'worker')
    scene.account.script('worker', TaskScript.exits(0).atOnce().sendsTaskSuccess('{"rows": 42}'))
    scene.createTaskRole('workerExecutionRole')
    scene.iam.createPolicy { it.policyName('boundary').policyDocument('''{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}''') }
    scene.createRole('deployer', '''{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}]}''')
}
// where the default chain finds keys of another account, the profile is needed
context.userProperties.putAll(['aws.accessKeyId': '111111111111', 'aws.sharedCredentialsFile': basedir.path + '/credentials'])
