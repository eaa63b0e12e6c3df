package io.github.sfnecs.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs of their own, for what becomes of one that is told to end, or killed. */
public final class ChildJvm {
    private ChildJvm() {}

    /** Starts a main class of this class path with credentials for the account; all that it says is in its output. */
    public static Process start(String account, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("java.class.path"),
                "-Daws.accessKeyId=" + account,
                "-Daws.secretAccessKey=not-needed-here",
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
