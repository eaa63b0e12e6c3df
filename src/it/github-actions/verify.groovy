import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    def titles = new File(basedir, 'summary.md').readLines().findAll { it.startsWith('### ') }
    assert titles.size() == 2
    assert titles[0].endsWith('<code>SUCCEEDED</code>')
    assert titles[1].endsWith('<code>FAILED</code>')
    assert new File(basedir, 'summary.md').text.contains('| <code>web</code> | yes | 3 |')

    // GitHub takes a command only from the beginning of a line
    def commands = build.printed().readLines().findAll { it.startsWith('::') }
    assert commands.size() == 1
    assert commands[0].startsWith('::error title=Execution <execution> FAILED.::Execution <execution> FAILED.%0A  where: state RunTask, attempt 1%0A')
    assert commands[0].contains('Essential container in task exited%0A')
}
