import static io.github.sfnecs.it.Hooks.*

after(context) { scene, build ->
    assert new File(basedir, 'summary.md').text =~ /^### Execution <code>mvn-[^<]+<\/code> <code>SUCCEEDED<\/code>\n/
    assert !build.printed().contains('::error')
}
