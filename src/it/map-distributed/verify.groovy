import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StartExecution']
    build.says 'item 0 failed: web exit code 137'
    build.failsWith '''\
        Execution <execution> FAILED.
          where: state EachItem
                 Map Run arn:aws:states:us-east-1:000000000000:mapRun:hello/hello:<id>: of 3 executions 1 failed, 1 was aborted, 1 never began
                 1 × web exit code 137, e.g. item 0
                 execution <id> of the state machine hello/hello FAILED: arn:aws:states:us-east-1:000000000000:execution:hello/hello:<id>
                 task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (EssentialContainerExited)
                   container  essential  exit code  reason
                   web        yes        137
          why:   States.TaskFailed: Essential container in task exited
                 A container was killed (SIGKILL).
                 likely, in this order: it needed more memory than it has
                   or another container ended, which stopped the task, and this one did not end within its stopTimeout
                   or it was stopped from outside, and did not end within its stopTimeout
                 More of its items failed than the Map tolerates: States.ExceedToleratedFailureThreshold: The specified tolerated failure threshold was exceeded
          fix:   Give it more memory if its log ends in the middle of work; else let it end on SIGTERM
                 see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html
                 To explain that execution: mvn io.github.sfnecs:sfn-ecs-maven-plugin:<version>:explain -Dsfn-ecs.executionArn=arn:aws:states:us-east-1:000000000000:execution:hello/hello:<id> -Dsfn-ecs.endpoint=<endpoint>
                 To have only the failed items go on: mvn io.github.sfnecs:sfn-ecs-maven-plugin:<version>:redrive -Dsfn-ecs.executionArn=arn:aws:states:us-east-1:000000000000:execution:hello:<execution> -Dsfn-ecs.endpoint=<endpoint>'''
    // of the children that ended with the Map Run none leaves a task
    assert scene.runningTasks().isEmpty()
}
