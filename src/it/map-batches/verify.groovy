import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    // the second batch that fails is too much
    def said = build.level('ERROR')
    assert said.contains('of 3 executions 2 failed, 1 never began')
    assert said.contains('More of its items failed than the Map tolerates: States.ExceedToleratedFailureThreshold')
}
