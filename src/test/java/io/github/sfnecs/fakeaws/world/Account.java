package io.github.sfnecs.fakeaws.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.Faults;
import io.github.sfnecs.fakeaws.Span;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.Waves;
import io.github.sfnecs.fakeaws.ec2.FakeVpc;
import io.github.sfnecs.fakeaws.iam.Iam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
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
    private final Map<String, Region> regions = new HashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<ObjectNode>> differences = new ConcurrentHashMap<>();

    public Account(String id, FakeClock clock) {
        this.id = id;
        this.clock = clock;
        timeline = new Timeline(clock.now());
        iam = new Iam(timeline);
    }

    /** What a test has set. */
    public static final class Knobs {
        public final Map<String, TaskScript> scripts = new HashMap<>();
        public final Set<String> missingImages = new HashSet<>();
        public boolean completionEvents = true;
        public boolean containerInstances;
        public List<FakeVpc> vpcs = List.of();
        public Duration logDelay = Duration.ZERO;
        public boolean emptyLogPages;
        public boolean sessionsBound;
        public Optional<String> callerRole = Optional.empty();
        public Duration latency = Duration.ZERO;
        public Optional<Waves> waves = Optional.empty();
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

    public Region region(String name) {
        return regions.computeIfAbsent(name, region -> new Region(new Place(id, region), this));
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
