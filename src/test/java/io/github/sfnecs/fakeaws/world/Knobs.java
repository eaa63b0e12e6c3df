package io.github.sfnecs.fakeaws.world;

import io.github.sfnecs.fakeaws.FakeFunction;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.Waves;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a test has set in one account. */
public final class Knobs {
    public final Map<String, TaskScript> scripts = new HashMap<>();
    public final Map<String, Deque<TaskScript>> scriptsInTurn = new HashMap<>();
    public final Map<String, FakeFunction> functions = new HashMap<>();
    public final Map<String, String> bucketKeys = new HashMap<>();
    public final Set<String> missingBuckets = new HashSet<>();
    public final Set<String> bucketsElsewhere = new HashSet<>();
    public final Set<String> missingImages = new HashSet<>();
    public final Map<String, List<String>> platforms = new HashMap<>();
    public boolean completionEvents = true;
    public boolean containerInstances;
    public List<FakeVpc> vpcs = List.of();
    public Duration logDelay = Duration.ZERO;
    public boolean emptyLogPages;
    public boolean sessionsBound;
    public Optional<String> callerRole = Optional.empty();
    public boolean labelledNames;
    public boolean labelledSources;
    public boolean redrivesEnterAgain;
    public Duration mapRunsGoOn = Duration.ZERO;
    public Duration latency = Duration.ZERO;
    public Optional<Waves> waves = Optional.empty();

    /** How the next task of the family lives, where that is set. */
    public Optional<TaskScript> script(String family) {
        return Optional.ofNullable(
                        scriptsInTurn.getOrDefault(family, new ArrayDeque<>()).poll())
                .or(() -> Optional.ofNullable(scripts.get(family)));
    }
}
