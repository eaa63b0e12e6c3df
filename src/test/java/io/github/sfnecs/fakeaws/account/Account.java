package io.github.sfnecs.fakeaws.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Faults;
import io.github.sfnecs.fakeaws.ServiceCall;
import io.github.sfnecs.fakeaws.Span;
import io.github.sfnecs.fakeaws.iam.Iam;
import io.github.sfnecs.fakeaws.logs.Logs;
import io.github.sfnecs.fakeaws.world.Knobs;
import io.github.sfnecs.fakeaws.world.RateLimits;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Everything of one account, under one lock. */
public final class Account {

    private final String id;
    private final FakeClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Timeline timeline;
    private final Iam iam;
    private final Knobs knobs = new Knobs();
    private final Faults faults = new Faults();
    private final RateLimits rateLimits = new RateLimits();
    private final List<ApiCall> calls = new ArrayList<>();
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final List<ServiceCall> sent = new ArrayList<>();
    private final Map<String, String> objects = new TreeMap<>();
    private final Map<String, Logs> logs = new HashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<ObjectNode>> differences = new ConcurrentHashMap<>();

    public Account(String id, FakeClock clock) {
        this.id = id;
        this.clock = clock;
        timeline = new Timeline(clock.now());
        iam = new Iam(timeline);
    }

    /** Lets time run up to now, then does the work, alone in the account. */
    public <T> T look(Supplier<T> work) {
        lock.lock();
        try {
            timeline.advanceTo(clock.now());
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** CloudWatch Logs in a region. */
    public Logs logs(String region) {
        return logs.computeIfAbsent(region, name -> new Logs(timeline, knobs));
    }

    public String id() {
        return id;
    }

    public Timeline timeline() {
        return timeline;
    }

    public Iam iam() {
        return iam;
    }

    public Knobs knobs() {
        return knobs;
    }

    public Faults faults() {
        return faults;
    }

    public RateLimits rateLimits() {
        return rateLimits;
    }

    public List<ApiCall> calls() {
        return calls;
    }

    /** What Task states have told services. */
    public List<ServiceCall> sent() {
        return sent;
    }

    public void remember(String service, String action, String resource, String parameters) {
        sent.add(new ServiceCall(service, action, resource, parameters));
    }

    /** The objects in S3, by bucket and key with a slash between them. */
    public Map<String, String> objects() {
        return objects;
    }

    /** When the calls were being answered. */
    public Queue<Span> spans() {
        return spans;
    }

    /** What happens once, after the next call of an operation; by the operation's name. */
    public Map<String, Runnable> afterwards() {
        return afterwards;
    }

    /** What is made of the answers to an operation; by the operation's name. */
    public Map<String, UnaryOperator<ObjectNode>> differences() {
        return differences;
    }
}
