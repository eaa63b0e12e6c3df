import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene -> scene.account.script('python-web-hello', TaskScript.exits(0).atOnce()) }
