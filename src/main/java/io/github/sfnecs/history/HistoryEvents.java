package io.github.sfnecs.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * The events of an execution that goes on, each shown once and in order. An answer at the end of a history has no token to go on
 * from, so what is new is looked for from the newest event backwards; only where that is much, as at the first look at a long
 * history, is it read from the start, a page at a time.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 */
public final class HistoryEvents {
    private static final int MOST_PER_CALL = 1000;
    private static final int FEW = 10;

    private final SfnClient sfn;
    private final String executionArn;
    private long lastId;
    private int expected = FEW;
    private boolean backwards = true;

    public HistoryEvents(SfnClient sfn, String executionArn) {
        this.sfn = sfn;
        this.executionArn = executionArn;
    }

    /** Shows those that there are since the last time, and returns how many there were. */
    public int each(Consumer<HistoryEvent> look) {
        List<HistoryEvent> newest = lastId > 0 && backwards ? newest() : List.of();
        int count =
                newest.isEmpty() || newest.get(0).id() > lastId + 1 ? fromTheStart(newest, look) : show(newest, look);
        expected = Math.min(MOST_PER_CALL, FEW + 2 * count);
        return count;
    }

    /** The newest events, the oldest of them first. */
    private List<HistoryEvent> newest() {
        GetExecutionHistoryResponse page = page(expected, true, null);
        List<HistoryEvent> events = new ArrayList<>(page.events());
        Collections.reverse(events);
        // some endpoints give the oldest first, whatever is asked for
        backwards = events.size() < 2 || events.get(0).id() < events.get(1).id();
        return backwards ? events : List.of();
    }

    private int show(List<HistoryEvent> events, Consumer<HistoryEvent> look) {
        int count = 0;
        for (HistoryEvent event : events) {
            if (event.id() > lastId) {
                look.accept(event);
                lastId = event.id();
                count++;
            }
        }
        return count;
    }

    private int fromTheStart(List<HistoryEvent> newest, Consumer<HistoryEvent> look) {
        int count = 0;
        String next = null;
        do {
            GetExecutionHistoryResponse page = page(MOST_PER_CALL, false, next);
            count += show(page.events(), look);
            next = page.nextToken();
        } while (next != null);
        return count + show(newest, look);
    }

    private GetExecutionHistoryResponse page(int most, boolean reverse, String token) {
        return sfn.getExecutionHistory(request -> request.executionArn(executionArn)
                .maxResults(most)
                .reverseOrder(reverse)
                .includeExecutionData(true)
                .nextToken(token));
    }
}
