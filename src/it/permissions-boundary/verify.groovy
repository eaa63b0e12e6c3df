import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['PutRolePermissionsBoundary']
    build.prints 'boundary.txt'
    assert scene.iam.getRole { it.roleName('sfn-ecs-hello-us-east-1') }.role().permissionsBoundary().permissionsBoundaryArn() ==
        'arn:aws:iam::000000000000:policy/boundary'
}
