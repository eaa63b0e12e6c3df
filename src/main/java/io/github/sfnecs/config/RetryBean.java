package io.github.sfnecs.config;

import static io.github.sfnecs.diagnostic.Mistakes.xml;

import io.github.sfnecs.rendering.Retry;

/** {@code <retry>3</retry>}, or with children what differs from the default. */
public final class RetryBean {
    /** What it is without -D and without a text in the POM. */
    private static final String NOT_GIVEN = "${sfn-ecs.retry}";

    private String attempts;
    private String maxAttempts;
    private String interval;
    private String backoffRate;

    /** As it is written, properties not filled in. */
    public static RetryBean of(WrittenBeans.Element written) {
        RetryBean bean = new RetryBean();
        bean.attempts = written.text();
        bean.maxAttempts = written.text("maxAttempts");
        bean.interval = written.text("interval");
        bean.backoffRate = written.text("backoffRate");
        return bean;
    }

    /** The typed retry; what is not given is the default's. */
    public Retry toRetry(ParameterReader values, MavenProperties properties) {
        String text = properties.filledInto(attempts);
        String most = text.isBlank() || text.equals(NOT_GIVEN) ? properties.filledInto(maxAttempts) : text;
        return new Retry(
                values.number("retry.maxAttempts", most, 0, "3").orElse(Retry.DEFAULT.maxAttempts()),
                TaskParameters.seconds(values, "retry.interval", properties.filledInto(interval), "PT5S")
                        .orElse(Retry.DEFAULT.interval()),
                backoffRate(values, properties.filledInto(backoffRate)));
    }

    private static double backoffRate(ParameterReader values, String given) {
        return values.text("retry.backoffRate", given)
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
