import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.TaskScript

begin(basedir, context) { scene ->
    scene.account.object('customers/all.jsonl', '"Anna"\n"Bert"\n"Cleo"\n"Dora"\n"Emil"\n')
    scene.account.scriptsInTurn('python-web-hello', TaskScript.exits(1).atOnce())
    scene.account.script('python-web-hello', TaskScript.exits(0).atOnce())
}
