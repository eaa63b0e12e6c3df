package io.github.sfnecs.diagnostic;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a text tells of the cause, whichever failure it is of: a cause of the catalogue that begins with its name in brackets is meant only
 * where the text has it. Where a text has several, the first of them counts: whoever gets AWS's answer has reached AWS.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html ,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
enum Evidence {
    /** AWS answered that somebody may not. */
    DENIED(
            "(?i)access ?denied|permission denied|operation not permitted|not authorized to perform|UnauthorizedOperation|AuthFailure"
                    + "|403:? Forbidden|error Forbidden|status ?code:? 403"),
    /** What was asked answered that it does not have it. */
    MISSING(
            "(?i)no such file|NoSuchKey|NoSuchBucket|error NotFound|NotFoundException|404:? Not Found|status ?code:? 404"
                    + "|does not exist|can't find|\\bnot found|failed to resolve \"fs-"),
    /** What was asked is in another region. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
    ELSEWHERE("(?i)PermanentRedirect|must be addressed using the specified endpoint|status ?code:? 301"),
    /** Nobody answered. */
    NETWORK(
            "(?i)i/o timeout|deadline exceeded|context cancell?ed|request ?cancell?ed|send request failed|Client\\.Timeout"
                    + "|connection (refused|reset|timed out|issue)|TLS handshake timeout|network is unreachable|no route to host"
                    + "|no such host|server misbehaving|signal: killed|dial tcp|due to timeout|operation timed out|connect timeout|could not connect to the endpoint"
                    + "|Check your (task )?network con"),
    /** The container was told to stop: another one had done its work. */
    STOPPED("beside a container that ended with 0");

    private final Pattern words;

    Evidence(String pattern) {
        this.words = Pattern.compile(pattern);
    }

    /** What the text tells; empty where it tells nothing. */
    static Optional<Evidence> in(String said) {
        return Arrays.stream(values())
                .filter(evidence -> evidence.words.matcher(said).find())
                .findFirst();
    }
}
