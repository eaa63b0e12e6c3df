import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.says '''\
        Execution started: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>
          https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/arn:aws:states:us-east-1:000000000000:execution:hello:<execution>
        0:00 state RunTask
        0:00 state RunTask left after 0:00'''
    build.says 'Execution <execution> SUCCEEDED.'
    build.says 'ECS task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> RUNNING'
    build.wrote 'state-machine.asl.json', 'permissions-policy.json', 'execution.json'
    assert scene.runningTasks()*.lastStatus() == ['RUNNING']
}
