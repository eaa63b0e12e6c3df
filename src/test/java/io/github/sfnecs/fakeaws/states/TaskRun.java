package io.github.sfnecs.fakeaws.states;

import io.github.sfnecs.fakeaws.states.definition.RetryPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.states.definition.IntegrationPattern;
import io.github.sfnecs.fakeaws.states.definition.ParameterTypes;
import io.github.sfnecs.fakeaws.states.expression.StateFailure;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.world.Place;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.Duration;
import java.util.Optional;

/** A task state with its attempts, time-outs, retriers and catchers. */
final class TaskRun {

    /** What task states need of the world. */
    record Environment(Place place, Account account, EcsIntegration ecs, TaskTokens tokens) {
        Timeline timeline() {
            return account.timeline();
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
        retries = new RetryPolicy(visit.state().body().path("Retry"));
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
    final class Attempt {
        private final IntegrationPattern pattern = visit.state().pattern();
        private Optional<String> token = Optional.empty();
        private Optional<EcsIntegration.Job> job = Optional.empty();
        private boolean closed;
        private long heartbeats;

        private void begin() {
            if (closed) {
                return;
            }
            if (pattern != IntegrationPattern.REQUEST_RESPONSE) {
                token = Optional.of(environment.tokens().issue(this));
            }
            try {
                ObjectNode parameters = (ObjectNode) visit.flow(attempts, token).effectiveInput(visit.input());
                ParameterTypes.check(parameters);
                schedule(parameters);
                submit(parameters);
            } catch (StateFailure failure) {
                close();
                end.failed(visit.explained(failure));
            }
        }

        private void schedule(ObjectNode parameters) {
            if (pattern == IntegrationPattern.RUN_A_JOB) {
                parameters.put("StartedBy", "AWS Step Functions");
            }
            ObjectNode details =
                    resource().put("region", environment.place().region()).put("parameters", Json.write(parameters));
            seconds("TimeoutSeconds").ifPresent(seconds -> details.put("timeoutInSeconds", seconds));
            seconds("HeartbeatSeconds").ifPresent(seconds -> details.put("heartbeatInSeconds", seconds));
            event("TaskScheduled", details);
            event("TaskStarted", resource());
        }

        private void submit(ObjectNode parameters) {
            JsonNode answer;
            try {
                answer = environment.ecs().runTask(visit.execution(), parameters);
            } catch (StateFailure failure) {
                fail("TaskFailed", failure);
                return;
            }
            if (pattern == IntegrationPattern.REQUEST_RESPONSE) {
                succeed(answer);
                return;
            }
            event("TaskSubmitted", History.data(resource(), "output", answer));
            if (!answer.path("Failures").isEmpty()) {
                fail("TaskFailed", new StateFailure("AmazonECS.Unknown", Json.write(answer)));
                return;
            }
            startTimers();
            if (pattern == IntegrationPattern.RUN_A_JOB) {
                job = Optional.of(environment.ecs().follow(visit.execution(), parameters, answer, this));
            }
        }

        private void startTimers() {
            seconds("TimeoutSeconds")
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
            seconds("HeartbeatSeconds")
                    .ifPresent(seconds -> environment.timeline().after(Duration.ofSeconds(seconds), () -> {
                        if (mine == heartbeats) {
                            timeOut(StateFailure.missedHeartbeat());
                        }
                    }));
        }

        private void timeOut(StateFailure why) {
            if (!closed) {
                stopJob();
                fail("TaskTimedOut", why);
            }
        }

        void succeed(JsonNode output) {
            job = Optional.empty();
            if (!closed) {
                event("TaskSucceeded", History.data(resource(), "output", output));
                close();
                end.succeeded(output);
            }
        }

        /** Ends the attempt with the event TaskFailed or TaskTimedOut. */
        void fail(String event, StateFailure failure) {
            job = Optional.empty();
            if (!closed) {
                event(event, History.failure(resource(), failure));
                failed(failure);
            }
        }

        String stateMachineArn() {
            return visit.execution().start().machine().arn();
        }

        boolean closed() {
            return closed;
        }

        private void close() {
            closed = true;
            token.ifPresent(environment.tokens()::expire);
        }

        private void stopJob() {
            job.ifPresent(EcsIntegration.Job::stop);
        }

        private Optional<Integer> seconds(String member) {
            return Optional.ofNullable(visit.state().body().get(member)).map(JsonNode::asInt);
        }

        private ObjectNode resource() {
            return Json.object().put("resourceType", "ecs").put("resource", pattern.resource());
        }

        private void event(String type, ObjectNode details) {
            String member = Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
            visit.trail().add(type, member, details);
        }
    }
}
