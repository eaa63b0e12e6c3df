import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    build.says 'Execution <execution> SUCCEEDED.'
    build.says '''\
        ECS task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (TaskFailedToStart)
        container web: no exit code, CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref public.ecr.aws/docker/library/python:3'''
    build.failsWith '''\
        Execution <execution> SUCCEEDED, but its ECS task failed.
          where: task arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> STOPPED (TaskFailedToStart)
                   container  essential  exit code  reason
                   web        yes        none       CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref public.ecr.aws/docker/library/python:3
          why:   CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref public.ecr.aws/docker/library/python:3
                 ECS could not pull the container's image.
                 likely, in this order: no route to the registry from the subnets
                   or no such image
                   or the execution role may not pull it
          fix:   Check subnets, assignPublicIp, the image's name, and the execution role
                 see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html'''
    build.wrote 'execution.json'
}
