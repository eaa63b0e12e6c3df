package io.github.sfnecs.mapruns;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An item, or a batch of them, that failed.
 *
 * @param executionArn its execution's
 * @param index the item's number, from 0; empty where its input does not have it, as in a definition of the user's
 * @param item the item itself, JSON, cut where it is long; empty where its input does not have it
 * @param status how it ended
 * @param startDate when it began
 * @param stopDate when it ended
 * @param why what failed, in a few words, such as {@code app exit code 137 (memory)}
 * @param taskArn its task, the last one; empty where none is known
 * @param lines the last that its container printed, the oldest first; none where that was not read
 */
public record FailedItem(
        String executionArn,
        Optional<Long> index,
        Optional<String> item,
        ChildStatus status,
        Instant startDate,
        Optional<Instant> stopDate,
        String why,
        Optional<String> taskArn,
        List<String> lines) {
    /** How people tell it from others: {@code item 204}, or its execution's name. */
    public String name() {
        return index.map(number -> "item " + number)
                .orElseGet(() -> "execution " + executionArn.substring(executionArn.lastIndexOf(':') + 1));
    }
}
