import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.failsWith '''\
        Execution <execution> SUCCEEDED, but ECS started no task.
          why:   RESOURCE:MEMORY arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster
                 ECS has no capacity for the task now, or is asked too often. Retrying helps; the definition's retry did not suffice.
          fix:   Run it again later, raise retry, or spread subnets over more zones'''
    build.wrote 'execution.json'
}
