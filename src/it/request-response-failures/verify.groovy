import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> SUCCEEDED, but ECS started no task.
          why:   RESOURCE:MEMORY arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster
                 The cluster has no container instance with room for the task.
                 likely, in this order: CPU, memory, GPUs or ports of all instances are taken
                   or the task asks for more than any instance has
          fix:   Run it again later, give the cluster more or larger container instances, or let the task ask for less
                 see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html'''
    build.wrote 'execution.json'
}
