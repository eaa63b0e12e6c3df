import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    assert scene.request('StartExecution').path('input').asText() == new File(basedir, 'input.json').text
    assert build.json('execution.json').path('input').path('customer').asText() == 'Müller'
    // what of it comes back with the task is the endpoint's own
    assert !scene.embedded() || build.json('execution.json').at('/output/Overrides/ContainerOverrides/0/Environment').toString() ==
        '[{"Name":"CUSTOMER","Value":"Müller"},{"Name":"LETTER","Value":"s3://letters/Müller/hello"}]'
    assert !scene.embedded() || build.json('execution.json').at('/output/Cpu').asText() == '256'
}
