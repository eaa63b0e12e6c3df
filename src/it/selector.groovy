// Of all consumer projects: whether there is what one needs. Here basedir is the way from the project to this script,
// <project>/../../../src/it
def project = basedir.toPath().root.resolve(basedir.toPath().subpath(0, basedir.toPath().nameCount - 5)).toFile()
io.github.sfnecs.it.Hooks.select(project, context, itEndpoint ?: '', itEndpointEcs ?: '', itEndpointOffers ?: '', itSubnets ?: '')
