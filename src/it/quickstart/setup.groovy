scene = io.github.sfnecs.it.Scene.in(basedir.toPath())
context.put('scene', scene)
