package io.github.sfnecs.fakeaws.wire;

/** A request that AWS may understand and this fake does not: answered with a loud 501, so that no mistake hides behind it. */
public final class NotEmulated extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotEmulated(String what) {
        super("The embedded AWS does not know " + what
                + ". Teach it as src/test/java/io/github/sfnecs/fakeaws/README.md says, or leave it out.");
    }
}
