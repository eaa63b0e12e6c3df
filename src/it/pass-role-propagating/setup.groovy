import static io.github.sfnecs.it.Hooks.*

import java.time.Duration

begin(basedir, context) { scene ->
    // the role is ours, but its policies are as the console wrote them
    scene.createConsoleRole('sfn-ecs-hello-us-east-1')
    scene.tagRole('sfn-ecs-hello-us-east-1', 'sfn-ecs:state-machine', scene.stateMachineArn('hello'))
    scene.account.iamPropagation(Duration.ofDays(1))
}
