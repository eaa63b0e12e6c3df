package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.states.definition.IntegrationPattern;
import io.github.sfnecs.fakeaws.states.definition.Resource;
import io.github.sfnecs.fakeaws.states.definition.RetryPolicy;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.states.flow.DataFlow;
import io.github.sfnecs.fakeaws.states.services.RoleSession;
import io.github.sfnecs.fakeaws.states.services.Service;
import io.github.sfnecs.fakeaws.states.services.Services;
import io.github.sfnecs.fakeaws.world.Place;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.Duration;
import java.util.Optional;

/** A task state with its attempts, time-outs, retriers and catchers. */
final class TaskRun {

    /** What task states need of the world. */
    record Environment(Place place, Account account, Services services, TaskTokens tokens, Executions executions) {
        Timeline timeline() {
            return account.timeline();
        }

        /** In whose name the execution calls. */
        RoleSession session(Execution execution, Optional<String> other) {
            String roleArn = execution.start().revision().roleArn();
            return new RoleSession(place, account, roleArn, source(execution), other);
        }

        /** The state machine that it says it is of; what a child of a Map Run says is unknown. */
        String source(Execution execution) {
            StateMachine machine = execution.start().machine();
            return account.knobs().labelledSources ? machine.arn() : machine.plainArn();
        }
    }

    private final Visit visit;
    private final Environment environment;
    private final Walk.StateEnd end;
    private final RetryPolicy retries;
    private Attempt attempt;
    private int attempts;

    TaskRun(Visit visit, Environment environment, Walk.StateEnd end) {
        this.visit = visit;
        this.environment = environment;
        this.end = end;
        retries = new RetryPolicy(
                visit.state().body().path("Retry"), environment.account().rateLimits()::chance);
    }

    void begin() {
        attempt = new Attempt();
        attempt.begin();
    }

    /** The execution has ended around it. */
    void cancel() {
        attempt.close();
        attempt.stopJob();
    }

    private void failed(StateFailure failure) {
        attempt.close();
        Optional<Duration> delay = retries.delay(failure);
        if (delay.isPresent()) {
            attempts++;
            attempt = new Attempt();
            Attempt next = attempt;
            environment.timeline().after(delay.get(), next::begin);
            return;
        }
        RetryPolicy.catcher(visit.state().body().path("Catch"), failure)
                .ifPresentOrElse(catcher -> end.caught(catcher, failure), () -> end.failed(failure));
    }

    /** One go at the task. Once closed, whatever still happens to it is of no interest. */
    final class Attempt implements Service.Waiting {
        private final Resource resource = visit.state().resource();
        private final Service service = environment.services().get(resource.type());
        private final TaskEvents events = new TaskEvents(visit.trail(), resource);
        private Optional<String> token = Optional.empty();
        private Optional<Service.Job> job = Optional.empty();
        private TaskEvents.Plan plan;
        private boolean closed;
        private long heartbeats;

        private void begin() {
            if (closed) {
                return;
            }
            if (resource.pattern() != IntegrationPattern.REQUEST_RESPONSE) {
                token = Optional.of(environment.tokens().issue(this));
            }
            try {
                DataFlow flow = visit.flow(attempts, token);
                JsonNode parameters = flow.effectiveInput();
                service.prepare(parameters, resource.pattern());
                plan = new TaskEvents.Plan(
                        environment.place().region(),
                        flow.seconds("TimeoutSeconds"),
                        flow.seconds("HeartbeatSeconds"),
                        flow.credentials());
                events.scheduled(parameters, plan);
                events.started();
                call(new Service.Call(session(), resource.action(), parameters, resource.pattern()));
            } catch (StateFailure failure) {
                close();
                end.broken(failure);
            }
        }

        private RoleSession session() {
            return environment.session(visit.execution(), plan.roleArn());
        }

        private void call(Service.Call call) {
            Duration time = service.takes(call);
            if (time.isZero()) {
                submit(call);
                return;
            }
            startTimers();
            environment.timeline().after(time, () -> {
                if (!closed) {
                    submit(call);
                }
            });
        }

        private void submit(Service.Call call) {
            JsonNode answer;
            try {
                answer = service.call(call);
            } catch (StateFailure failure) {
                fail(failure);
                return;
            }
            if (resource.pattern() == IntegrationPattern.REQUEST_RESPONSE) {
                succeed(answer);
                return;
            }
            events.submitted(answer);
            try {
                service.accept(answer);
            } catch (StateFailure failure) {
                fail(failure);
                return;
            }
            startTimers();
            if (resource.pattern().runsJob()) {
                job = Optional.of(service.follow(call, answer, this));
            }
        }

        private void startTimers() {
            plan.timeout()
                    .ifPresent(seconds -> environment
                            .timeline()
                            .after(
                                    Duration.ofSeconds(seconds),
                                    () -> timeOut(new StateFailure("States.Timeout", null))));
            heartbeat();
        }

        /** The container is alive; wait for its next sign from now on. */
        void heartbeat() {
            long mine = ++heartbeats;
            plan.heartbeat()
                    .ifPresent(seconds -> environment.timeline().after(Duration.ofSeconds(seconds), () -> {
                        if (mine == heartbeats) {
                            timeOut(StateFailure.missedHeartbeat());
                        }
                    }));
        }

        private void timeOut(StateFailure why) {
            if (!closed) {
                stopJob();
                ended("TimedOut", why);
            }
        }

        @Override
        public void succeed(JsonNode output) {
            job = Optional.empty();
            if (!closed) {
                events.succeeded(output);
                close();
                end.succeeded(output);
            }
        }

        @Override
        public void fail(StateFailure failure) {
            ended("Failed", failure);
        }

        private void ended(String fate, StateFailure failure) {
            job = Optional.empty();
            if (!closed) {
                events.failed(fate, failure);
                failed(failure);
            }
        }

        String stateMachineArn() {
            return environment.source(visit.execution());
        }

        @Override
        public boolean over() {
            return closed;
        }

        private void close() {
            closed = true;
            token.ifPresent(environment.tokens()::expire);
        }

        private void stopJob() {
            job.ifPresent(Service.Job::stop);
        }
    }
}
