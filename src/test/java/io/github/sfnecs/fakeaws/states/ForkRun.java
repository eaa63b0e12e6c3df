package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.states.TaskRun.Environment;
import io.github.sfnecs.fakeaws.states.definition.Machine;
import io.github.sfnecs.fakeaws.states.definition.RetryPolicy;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
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
    private final RetryPolicy retries;
    private final List<Branch> running = new ArrayList<>();
    private JsonNode[] outputs = {};
    private boolean over;

    ForkRun(Visit visit, Environment environment, Walk.StateEnd end) {
        this.visit = visit;
        this.environment = environment;
        this.end = end;
        retries = new RetryPolicy(
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
        running.add(branch);
        branch.walk.begin(input);
    }

    /** What is around it has ended. */
    void cancel() {
        over = true;
        running.forEach(branch -> branch.walk.cancel());
        running.clear();
    }

    private void succeeded() {
        visit.trail().addAside(visit.state().type() + "StateSucceeded");
        end.succeeded(Json.array(Arrays.asList(outputs)));
    }

    private void again() {
        try {
            begin();
        } catch (StateFailure failure) {
            end.broken(failure);
        }
    }

    final void failed(StateFailure failure) {
        Optional<Duration> delay = retries.delay(failure);
        if (delay.isPresent()) {
            environment.timeline().after(delay.get(), () -> {
                if (!over) {
                    again();
                }
            });
            return;
        }
        visit.trail().add(visit.state().type() + "StateFailed");
        RetryPolicy.catcher(visit.state().body().path("Catch"), failure)
                .ifPresentOrElse(catcher -> end.caught(catcher, failure), () -> end.failed(failure));
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
            running.remove(this);
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
        public void failed(StateFailure failure) {
            visit.trail().join(trail);
            abort("Failed");
            running.remove(this);
            for (Branch other : List.copyOf(running)) {
                other.abort("Aborted");
                other.walk.cancel();
            }
            running.clear();
            ForkRun.this.failed(failure);
        }

        /** Tells of its end as of what the failure has led to. */
        private void abort(String fate) {
            write(index, fate, visit.trail().branch());
            walk.unfinished().ifPresent(type -> visit.trail().addAside(type + "StateAborted"));
        }
    }
}
