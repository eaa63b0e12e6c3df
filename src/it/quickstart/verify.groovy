def scene = context.get('scene')
try {
    assert scene.writes() == ['CreateRole', 'PutRolePolicy', 'CreateStateMachine', 'StartExecution', 'StopTask']
    assert scene.runningTasks().isEmpty()
} finally {
    scene.close()
}
