package io.github.sfnecs.fakeaws.iam;

import io.github.sfnecs.fakeaws.SimulationForm;
import io.github.sfnecs.fakeaws.world.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The roles and policies of an account, as the API shows them and, some time later, as they have an effect.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html">Changes are not always immediately visible</a>
 */
public final class Iam {

    private final Timeline timeline;
    private final Map<String, Role> roles = new TreeMap<>();
    private final Map<String, ManagedPolicy> policies = new LinkedHashMap<>();
    private final Map<String, Effect> effects = new HashMap<>();
    private final Authorizer authorizer;
    private Duration propagation = Duration.ZERO;
    private SimulationForm simulationForm = SimulationForm.PER_ACTION;
    private long changes;

    /** What a role is in effect since its {@code change}; empty if it is deleted. */
    private record Effect(long change, Optional<Role> role) {}

    public Iam(Timeline timeline) {
        this.timeline = timeline;
        authorizer = new Authorizer(this, timeline);
    }

    public Authorizer authorizer() {
        return authorizer;
    }

    public void propagation(Duration delay) {
        propagation = delay;
    }

    public void simulationForm(SimulationForm form) {
        simulationForm = form;
    }

    SimulationForm simulationForm() {
        return simulationForm;
    }

    Map<String, Role> roles() {
        return roles;
    }

    Map<String, ManagedPolicy> policies() {
        return policies;
    }

    void put(Role role) {
        roles.put(role.identity().name(), role);
        propagate(role.identity().name(), Optional.of(role));
    }

    void remove(Role role) {
        roles.remove(role.identity().name());
        propagate(role.identity().name(), Optional.empty());
    }

    private void propagate(String name, Optional<Role> role) {
        Effect effect = new Effect(changes++, role);
        Runnable arrive = () -> effects.merge(name, effect, (one, other) -> one.change > other.change ? one : other);
        if (propagation.isZero()) {
            arrive.run();
        } else {
            timeline.after(propagation, arrive);
        }
    }

    /** The role as services see it by now. */
    Optional<Role> inEffect(String roleArn) {
        return Optional.ofNullable(effects.get(roleArn.substring(roleArn.lastIndexOf('/') + 1)))
                .flatMap(Effect::role)
                .filter(role -> role.identity().arn().equals(roleArn));
    }

    /** The ARN of the role of this name. */
    public Optional<String> arnOf(String name) {
        return Optional.ofNullable(roles.get(name)).map(role -> role.identity().arn());
    }

    /** The permissions boundary of the role of this name. */
    public Optional<String> boundaryOf(String name) {
        return Optional.ofNullable(roles.get(name)).flatMap(Role::boundary);
    }

    /** Whether the API knows the role already. */
    public boolean knows(String roleArn) {
        return roles.values().stream().anyMatch(role -> role.identity().arn().equals(roleArn));
    }
}
