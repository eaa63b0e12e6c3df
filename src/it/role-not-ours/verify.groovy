import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['UpdateAssumeRolePolicy', 'PutRolePolicy', 'TagRole']
    build.says '''\
        Adopting the role arn:aws:iam::000000000000:role/service-role/team-role. It has no tag sfn-ecs:state-machine, so this plugin did not create it.
        It lacks:
          iam:PassRole on arn:aws:iam::000000000000:role/ecsTaskExecutionRole (iam:PassedToService = ecs-tasks.amazonaws.com)
        Its trust policy will change, to trust only this state machine. Its other policies stay.'''
    build.prints 'adoption.txt'
    assert scene.iam.listRolePolicies { it.roleName('team-role') }.policyNames() == ['ECSTaskManagement', 'sfn-ecs']
}
