import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    // its owner adds it, in other words
    scene.iam.updateAssumeRolePolicy { it.roleName('data-team-role').policyDocument(scene.trust('states.amazonaws.com')) }
    scene.allow('data-team-role', 'tasks', '{"Effect": "Allow", "Action": ["ecs:*", "events:*"], "Resource": "*"}',
        '{"Effect": "Allow", "Action": "iam:Pass*", "Resource": "arn:aws:iam::000000000000:role/ecs*"}')
}
