package io.github.sfnecs.mojos;

import java.net.URI;
import java.nio.file.Path;

/** A JVM of its own, which deploys. */
public final class HelloBuild {
    private HelloBuild() {}

    /** Runs: the endpoint, and the folder for the files. */
    public static void main(String... arguments) {
        new Hello(URI.create(arguments[0]), Path.of(arguments[1]))
                .run(new EnsureRoleMojo(), new DeployStateMachineMojo());
    }
}
