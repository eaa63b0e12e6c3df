import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> SUCCEEDED, but ECS started no task.
          why:   RESOURCE:MEMORY arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster
                 The cluster has no container instance with room for the task, or none whose agent answers.
                 likely, in this order: CPU, memory or ports of all instances are taken
                   or the instances lack an attribute that the task definition demands
                   or the cluster has no instances at all: on Fargate leave launchType to FARGATE
          fix:   Run it again later, or give the cluster more container instances
                 see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html'''
    build.wrote 'execution.json'
}
