import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['CreateRole']
    build.failsWith '''\
        You are not allowed to do this.
          where: AWS call Iam CreateRole on sfn-ecs-hello-us-east-1
          why:   AccessDenied: User: arn:aws:iam::000000000000:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::000000000000:role/sfn-ecs-hello-us-east-1 because no identity-based policy allows the iam:CreateRole action
          fix:   Give the caller this permission; the manual lists what each goal needs'''
}
