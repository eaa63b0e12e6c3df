import static io.github.sfnecs.it.Hooks.*

between(context) { scene -> scene.limitExecutions('export-job', 60) }
