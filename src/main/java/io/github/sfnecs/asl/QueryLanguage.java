package io.github.sfnecs.asl;

/**
 * What a state writes its expressions in. https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
public enum QueryLanguage {
    /** {@code "Name.$": "$.path"} or an intrinsic function; every other text is what it says. */
    JSONPATH,
    /** A text in <code>{% … %}</code>, also in place of a whole object. */
    JSONATA
}
