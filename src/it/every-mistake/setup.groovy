import static io.github.sfnecs.it.Hooks.*

begin(basedir, context)
new File(basedir, 'large.json').write('"' + 'x' * 256 * 1024 + '"')
