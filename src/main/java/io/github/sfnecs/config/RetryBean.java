package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.asl.Retry;

/** {@code <retry>3</retry>}, or with children what differs from the default. */
public final class RetryBean {
    private String maxAttempts;
    private String interval;
    private String backoffRate;

    /** Takes the number of attempts; called by Maven for a text without children. */
    public void set(String attempts) {
        this.maxAttempts = attempts;
    }

    /** The typed retry; what is not given is the default's. */
    public Retry toRetry(Values values) {
        return new Retry(
                values.number("retry.maxAttempts", maxAttempts, 0, "3").orElse(Retry.DEFAULT.maxAttempts()),
                TaskParameters.seconds(values, "retry.interval", interval, "PT5S")
                        .orElse(Retry.DEFAULT.interval()),
                backoffRate(values));
    }

    private double backoffRate(Values values) {
        return values.text("retry.backoffRate", backoffRate)
                .map(text -> {
                    if (text.matches("\\d{1,4}(\\.\\d{1,4})?") && Double.parseDouble(text) >= 1) {
                        return Double.valueOf(text);
                    }
                    values.mistakes()
                            .add("retry.backoffRate", text, "it is a number of at least 1", xml("backoffRate", "2.0"));
                    return Retry.DEFAULT.backoffRate();
                })
                .orElse(Retry.DEFAULT.backoffRate());
    }
}
