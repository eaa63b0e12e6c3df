package io.github.sfnecs.fakeaws.states;

import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.mapruns.Child;
import io.github.sfnecs.fakeaws.states.mapruns.MapRun;
import io.github.sfnecs.fakeaws.states.services.RoleSession;
import io.github.sfnecs.fakeaws.states.services.StartedExecutions;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The child executions of a Map Run: starts as many as may run at a time, and ends it when they have ended or too many have failed.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">Distributed mode</a>
 */
final class MapChildren {

    /** Is told when it has ended, unless it has been left. */
    interface End {
        void ended(MapRun run, Optional<StateFailure> failure);
    }

    private static final int MOST_AT_ONCE = 10_000;

    /** How the quota of children that start in a second is called among the rate limits. */
    private static final String DISPATCH = "StartChildExecution";

    private final Environment environment;
    private final MapRun run;
    private final StateMachine machine;
    private final Iterator<Child> waiting;
    private final Deque<Child> redriven = new ArrayDeque<>();
    private final Set<Execution> running = new LinkedHashSet<>();
    private End end;
    private boolean throttled;

    MapChildren(Visit visit, Environment environment, MapRun run, End end) {
        this.environment = environment;
        this.run = run;
        this.end = end;
        machine = machine(visit, environment, run.start());
        waiting = run.children().iterator();
    }

    /** That of the children; its name in their context has the label, or not. */
    private static StateMachine machine(Visit visit, Environment environment, MapRun.Start start) {
        StateMachine.Revision own = visit.execution().start().revision();
        StateMachine.Revision revision = new StateMachine.Revision(
                own.id(), visit.state().child(), own.roleArn(), own.logging(), own.tracing(), own.updated());
        String labelled = start.machineArn().replaceFirst(".*:", "");
        String name = environment.account().knobs().labelledNames ? labelled : labelled.replaceFirst("/.*", "");
        return new StateMachine(name, start.machineArn(), start.at(), revision);
    }

    MapRun run() {
        return run;
    }

    void begin() {
        run.whenChanged(this::next);
        next();
    }

    /** Nobody hears of its end. */
    void leave() {
        end = (ended, failure) -> {};
    }

    /** Has somebody hear of its end, who may have come too late for it. */
    void whenEnded(End listener) {
        end = listener;
        if (!run.running()) {
            over();
        }
    }

    /** Tells that it has ended, by itself or not. */
    void over() {
        end.ended(run, Optional.empty());
    }

    /**
     * Those that did not succeed go on, first of all.
     *
     * @throws StateFailure if the role may not have them do so
     */
    void redrive(RoleSession role, End listener) {
        end = listener;
        redriven.addAll(run.pendingRedrive());
        if (!redriven.isEmpty()) {
            StartedExecutions.require(
                    role,
                    "states:RedriveExecution",
                    execution(redriven.peek()).start().arn());
        }
        next();
    }

    private void next() {
        if (!run.running()) {
            return;
        }
        if (run.exceeded()) {
            finish("FAILED");
            end.ended(
                    run,
                    Optional.of(new StateFailure(
                            "States.ExceedToleratedFailureThreshold",
                            "The specified tolerated failure threshold was exceeded")));
            return;
        }
        int most = run.atOnce() == 0 ? MOST_AT_ONCE : Math.min(run.atOnce(), MOST_AT_ONCE);
        while (running.size() < most && (!redriven.isEmpty() || waiting.hasNext()) && mayStart()) {
            if (redriven.isEmpty()) {
                start(waiting.next());
            } else {
                redrive(redriven.poll());
            }
        }
        if (running.isEmpty() && redriven.isEmpty() && !waiting.hasNext()) {
            finish("SUCCEEDED");
            end.ended(run, Optional.empty());
        }
    }

    private boolean mayStart() {
        boolean exceeded = !throttled
                && environment
                        .account()
                        .rateLimits()
                        .exceededBy(DISPATCH, environment.timeline().now());
        if (exceeded) {
            throttled = true;
            environment.timeline().after(Duration.ofMillis(100), () -> {
                throttled = false;
                next();
            });
        }
        return !throttled;
    }

    private void start(Child child) {
        String name = UUID.randomUUID().toString();
        Execution execution = environment
                .executions()
                .begin(new Execution.Start(
                        machine.arn().replace(":stateMachine:", ":execution:") + ":" + name,
                        name,
                        machine,
                        machine.revision(),
                        Json.write(child.input()),
                        environment.timeline().now(),
                        Optional.of(run)));
        child.started(execution);
        runs(child, execution);
    }

    private static Execution execution(Child child) {
        return (Execution) child.run().orElseThrow();
    }

    private void redrive(Child child) {
        environment.executions().redrive(execution(child));
        runs(child, execution(child));
    }

    private void runs(Child child, Execution execution) {
        running.add(execution);
        execution.whenEnded(() -> {
            running.remove(execution);
            run.ended(child);
            next();
        });
    }

    void abort() {
        if (run.running()) {
            finish("ABORTED");
        }
    }

    private void finish(String how) {
        Instant now = environment.timeline().now();
        run.end(how, now);
        redriven.clear();
        List<Execution> left = new ArrayList<>(running);
        left.forEach(execution -> environment.executions().abort(execution, new StateFailure(null, null)));
    }
}
