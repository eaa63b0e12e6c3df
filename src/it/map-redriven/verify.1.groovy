import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build -> assert build.level('ERROR').contains('of 3 executions 1 failed, 1 succeeded, 1 never began') }
