io.github.sfnecs.it.Hooks.begin(basedir, context)
