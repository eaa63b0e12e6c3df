import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['UpdateAssumeRolePolicy', 'PutRolePolicy', 'TagRole', 'UpdateStateMachine', 'TagResource']
    build.says 'Role theirs: done.'
    build.says 'State machine hello: done.'
    assert scene.iam.listRolePolicies { it.roleName('theirs') }.policyNames() == ['ECSTaskManagement', 'sfn-ecs']
}
