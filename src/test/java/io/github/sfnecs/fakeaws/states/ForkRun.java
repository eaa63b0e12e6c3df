package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Machine;
import io.github.sfnecs.fakeaws.states.definition.RetryPolicy;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A state in which several walks go on at once, with its tries. */
abstract class ForkRun {

    final Visit visit;
    final Environment environment;
    final Walk.StateEnd end;
    private final List<Branch> unfinished = new ArrayList<>();
    private RetryPolicy retries;
    private JsonNode[] outputs = {};
    private Optional<StateFailure> failure = Optional.empty();
    private int redrives;
    private boolean over;

    ForkRun(Visit visit, Environment environment, Walk.StateEnd end) {
        this.visit = visit;
        this.environment = environment;
        this.end = end;
        retries = retries();
    }

    private RetryPolicy retries() {
        return new RetryPolicy(
                visit.state().body().path("Retry"), environment.account().rateLimits()::chance);
    }

    /** Begins all of it, each time that it is tried. */
    abstract void begin();

    /** Writes what becomes of a branch into its trail, where the history has that. */
    void write(int index, String fate, History.Trail trail) {}

    /** Begins what has had to wait for a branch to end. */
    void next(History.Trail trail) {}

    /** How many branches there are this time. */
    final void expect(int branches) {
        outputs = new JsonNode[branches];
        if (branches == 0) {
            succeeded();
        }
    }

    final void branch(int index, Machine machine, JsonNode input, History.Trail trail) {
        Branch branch = new Branch(index, machine, trail);
        unfinished.add(branch);
        branch.walk.begin(input);
    }

    /** What is around it has ended. */
    void cancel() {
        over = true;
        unfinished.forEach(branch -> branch.walk.cancel());
    }

    /**
     * Goes on with the branches that failed or were cut off. All of them run again where there is none, or too much data made it fail.
     *
     * @param entered whether the history tells anew that it and what is in it begins
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Redrive behavior of individual states</a>
     */
    final void redrive(boolean entered) {
        over = false;
        redrives++;
        retries = retries();
        if (failedFor(DataFlow.LIMIT_EXCEEDED) || !goOn(entered)) {
            again();
        }
    }

    final boolean failedFor(String error) {
        return failure.filter(why -> why.called(error)).isPresent();
    }

    /** Goes on with what failed or was cut off, if there is any. */
    boolean goOn(boolean entered) {
        if (unfinished.isEmpty()) {
            return false;
        }
        if (entered) {
            started();
        }
        List.copyOf(unfinished).forEach(branch -> branch.redrive(entered));
        return true;
    }

    /** Writes that it begins. */
    void started() {
        visit.trail().add(visit.state().type() + "StateStarted");
    }

    private void succeeded() {
        visit.trail().addAside(visit.state().type() + "StateSucceeded");
        end.succeeded(Json.array(Arrays.asList(outputs)));
    }

    private void again() {
        unfinished.clear();
        failure = Optional.empty();
        try {
            begin();
        } catch (StateFailure broken) {
            end.broken(broken);
        }
    }

    final void failed(StateFailure why) {
        failure = Optional.of(why);
        Optional<Duration> delay = retries.delay(why);
        if (delay.isPresent()) {
            int before = redrives;
            environment.timeline().after(delay.get(), () -> {
                if (!over && redrives == before) {
                    again();
                }
            });
            return;
        }
        visit.trail().add(visit.state().type() + "StateFailed");
        RetryPolicy.catcher(visit.state().body().path("Catch"), why)
                .ifPresentOrElse(catcher -> end.caught(catcher, why), () -> end.failed(why));
    }

    private final class Branch implements Walk.End {
        private final int index;
        private final History.Trail trail;
        private final Walk walk;

        private Branch(int index, Machine machine, History.Trail trail) {
            this.index = index;
            this.trail = trail;
            walk = new Walk(visit.execution(), environment, machine, trail, visit.variables(), this);
        }

        @Override
        public void succeeded(JsonNode output) {
            unfinished.remove(this);
            outputs[index] = output;
            History.Trail after = trail.branch();
            write(index, "Succeeded", trail);
            visit.trail().join(trail);
            if (Arrays.stream(outputs).allMatch(Objects::nonNull)) {
                ForkRun.this.succeeded();
            } else {
                next(after);
            }
        }

        @Override
        public void failed(StateFailure why) {
            visit.trail().join(trail);
            abort("Failed");
            for (Branch other : unfinished) {
                if (other != this) {
                    other.abort("Aborted");
                    other.walk.cancel();
                }
            }
            ForkRun.this.failed(why);
        }

        private void redrive(boolean entered) {
            if (entered) {
                trail.join(visit.trail());
                write(index, "Started", trail);
            }
            walk.redrive();
        }

        /** Tells of its end as of what the failure has led to. */
        private void abort(String fate) {
            write(index, fate, visit.trail().branch());
            walk.unfinished().ifPresent(type -> visit.trail().addAside(type + "StateAborted"));
        }
    }
}
