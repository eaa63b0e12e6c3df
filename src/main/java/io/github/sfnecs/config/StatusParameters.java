package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

/** Reads how much of a state machine's status is shown. */
public final class StatusParameters {
    private static final int DEFAULT = 10;
    private static final int MOST = 100;

    private final ParameterReader values;

    public StatusParameters(ParameterReader values) {
        this.values = values;
    }

    /** Of how many executions. */
    public int count(String count) {
        int given = values.number("count", count, 1, "" + DEFAULT).orElse(DEFAULT);
        if (given > MOST) {
            values.mistakes().add("count", count, "it is at most " + MOST, xml("count", "" + MOST));
        }
        return given;
    }
}
