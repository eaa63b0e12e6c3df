import static io.github.sfnecs.it.Hooks.*

between(context) { scene ->
    // when follow has seen how many items run, somebody stops the task of each
    scene.account.onceAfter('DescribeMapRun') {
        scene.runningTasks().each { task -> scene.ecs.stopTask { it.cluster(task.clusterArn()).task(task.taskArn()) } }
    }
}
