import static io.github.sfnecs.it.Hooks.*

end(context) { scene, build ->
    println build.printed()
}
