import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.writes() == ['StopTask', 'StartExecution']
    build.prints 'explained.txt'
    build.says '''\
        [nightly] 1 running task of the state machine nightly on arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster:
        [nightly]   arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id> since <time>, execution run-1, <usd> so far, about $0.0123 per hour
        [nightly] So far: <hours> vCPU-h, <hours> GB-h: <usd> (estimate, prices of <date>)
        [nightly] As long as they run: about $0.0123 per hour (estimate, prices of <date>)
        [nightly] STOPPED arn:aws:ecs:us-east-1:000000000000:task/test-cluster/<id>'''
    // what the nested state machine runs is not this one's to stop
    assert scene.runningGroups() as List == ['sfn-ecs:import:run-1']
    build.says '[nightly] Execution <execution> SUCCEEDED.'
    assert scene.account.serviceCalls().last().action() == 'publish'
}
