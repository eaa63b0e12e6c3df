package io.github.sfnecs.tables;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The first or second call of an operation; more of them are looks that a goal repeats until it sees what it waits for. */
public record NthCall(String service, String operation, int occurrence) {
    private static final int MOST = 2;

    /** In an order that does not depend on which of two parallel calls is faster. */
    public static Stream<NthCall> among(List<ApiCall> calls) {
        Map<String, List<ApiCall>> byOperation = new TreeMap<>(
                calls.stream().collect(Collectors.groupingBy(call -> call.service() + " " + call.operation())));
        return byOperation.values().stream()
                .flatMap(same -> IntStream.rangeClosed(1, Math.min(MOST, same.size()))
                        .mapToObj(n ->
                                new NthCall(same.get(0).service(), same.get(0).operation(), n)));
    }

    /** Does something once, when this call, counted from now on, has had its effect and before its caller hears of it. */
    public void onceAfterIn(FakeAccount account, Runnable event) {
        account.onceAfter(
                operation,
                occurrence == 1
                        ? event
                        : () -> new NthCall(service, operation, occurrence - 1).onceAfterIn(account, event));
    }

    @Override
    public String toString() {
        return "call " + occurrence + " of " + operation;
    }
}
