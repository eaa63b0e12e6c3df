import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> SUCCEEDED, but ECS started no task.
          why:   RESOURCE:MEMORY arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster
                 The cluster has no container instance with room for the task, or none whose agent answers.
          fix:   Run it again later, or give the cluster more container instances'''
    build.wrote 'execution.json'
}
