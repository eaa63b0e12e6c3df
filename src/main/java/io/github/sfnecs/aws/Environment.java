package io.github.sfnecs.aws;

import java.util.Map;

/** The environment variables of this process, as a value, so that tests can have others. */
public final class Environment {
    private Environment() {}

    /** All of them. */
    public static Map<String, String> variables() {
        return System.getenv();
    }
}
