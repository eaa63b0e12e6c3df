import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.createTaskRole('workerRole')
    scene.allow('workerRole', 'callback', '''{"Effect": "Allow", "Action": ["states:SendTaskSuccess", "states:SendTaskFailure",
        "states:SendTaskHeartbeat"], "Resource": "arn:aws:states:us-east-1:000000000000:stateMachine:hello"}''')
    scene.register('worker', scene.roleArn('workerRole'), 'proxy', 'worker')
    scene.account.script('worker', TaskScript.exits(0).atOnce().sendsTaskSuccess('{"rows": 42}'))
}
