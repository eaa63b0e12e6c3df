package io.github.sfnecs.fakeaws;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The faults that are yet to happen in one account, by the bare name of the operation they hit. */
public final class Faults {

    private final List<Planned> planned = new ArrayList<>();

    /** Hits the next call; several wait for their turn. */
    public synchronized void next(String operation, Fault fault) {
        int waiting = (int) planned.stream()
                .filter(plan -> plan.once && plan.operation.equals(operation))
                .count();
        nth(operation, waiting + 1, fault);
    }

    /** Hits the {@code n}th call from now on, counted from 1. */
    public synchronized void nth(String operation, int n, Fault fault) {
        planned.add(new Planned(operation, fault, true, call -> call == n));
    }

    /** Hits every call until {@link #clear()}. */
    public synchronized void always(String operation, Fault fault) {
        planned.add(new Planned(operation, fault, false, call -> true));
    }

    public synchronized void clear() {
        planned.clear();
    }

    /** What happens to a call that is just coming in. */
    public synchronized Optional<Fault> take(String operation) {
        Optional<Fault> hit = Optional.empty();
        for (Iterator<Planned> plans = planned.iterator(); plans.hasNext(); ) {
            Planned plan = plans.next();
            if (plan.operation.equals(operation) && plan.due.test(++plan.calls)) {
                hit = hit.or(() -> Optional.of(plan.fault));
                if (plan.once) {
                    plans.remove();
                }
            }
        }
        return hit;
    }

    private static final class Planned {
        private final String operation;
        private final Fault fault;
        private final boolean once;
        private final IntPredicate due;
        private int calls;

        Planned(String operation, Fault fault, boolean once, IntPredicate due) {
            this.operation = operation;
            this.fault = fault;
            this.once = once;
            this.due = due;
        }
    }
}
