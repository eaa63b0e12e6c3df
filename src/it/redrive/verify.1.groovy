import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

after(context) { scene, build ->
    build.says 'Execution <execution> FAILED.'
    scene.account.script('python-web-hello', TaskScript.exits(0).atOnce())
}
