import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.says '''\
        Execution started: arn:aws:states:us-east-1:000000000000:execution:hello:<execution>'''
    build.says 'Execution <execution> SUCCEEDED.'
    build.says 'ECS task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> RUNNING'
    build.says '''\
        Still running, and costing:
          arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id>
        To stop: mvn sfn-ecs:cleanup-tasks'''
    build.says 'Report: <basedir>/target/sfn-ecs/execution.html'
    assert build.level('INFO') =~ /\n\d+:\d\d state RunTask left after \d+:\d\d\n/
    build.wrote 'state-machine.asl.json', 'permissions-policy.json'
    // the output is what ECS tells of the task
    if (scene.embedded()) {
        build.wrote 'execution.json'
    }
    assert scene.runningTasks()*.lastStatus() == ['RUNNING']
}
