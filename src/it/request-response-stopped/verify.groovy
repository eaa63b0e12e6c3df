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
                 ECS found no image for the name and tag in the task definition.
                 likely, in this order: the tag is not in the registry, or not any more: a tag such as latest was moved, and the image behind it deleted
                   or no route to the registry from the subnets, where the message was cut
                   or the execution role may not pull it, where the message was cut
          fix:   Compare the image in the task definition with the registry; name a version instead of latest
                 see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html'''
    build.wrote 'execution.json'
}
