package io.github.sfnecs.fakeaws.ecs.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A revision of a task definition, as registered; only its being active can change. */
public final class TaskDefinition {

    private final String family;
    private final int revision;
    private final String arn;
    private final ObjectNode registered;
    private final Instant registeredAt;
    private Optional<Instant> deregisteredAt = Optional.empty();

    TaskDefinition(String family, int revision, String arn, ObjectNode registered, Instant registeredAt) {
        this.family = family;
        this.revision = revision;
        this.arn = arn;
        this.registered = registered;
        this.registeredAt = registeredAt;
    }

    void deregister(Instant when) {
        deregisteredAt = deregisteredAt.or(() -> Optional.of(when));
    }

    boolean active() {
        return deregisteredAt.isEmpty();
    }

    public String family() {
        return family;
    }

    int revision() {
        return revision;
    }

    public String arn() {
        return arn;
    }

    public Optional<String> text(String member) {
        return Optional.ofNullable(registered.get(member)).map(JsonNode::asText);
    }

    public JsonNode member(String name) {
        return registered.path(name);
    }

    public JsonNode tags() {
        return registered.has("tags") ? registered.get("tags") : Json.array();
    }

    public boolean awsvpc() {
        return text("networkMode").filter("awsvpc"::equals).isPresent();
    }

    private boolean runsOnFargate() {
        return FargateRules.violation(this).isEmpty();
    }

    /** What its tasks can run on: in network mode awsvpc not outside of AWS, elsewhere not on Fargate. */
    public List<String> compatibilities() {
        return Stream.of("EXTERNAL", "EC2", "FARGATE")
                .filter(kind -> !kind.equals("EXTERNAL") || !awsvpc())
                .filter(kind -> !kind.equals("FARGATE") || runsOnFargate())
                .toList();
    }

    /** As images name it. */
    public String platform() {
        boolean arm = member("runtimePlatform").path("cpuArchitecture").asText().equals("ARM64");
        return (windows() ? "windows/" : "linux/") + (arm ? "arm64" : "amd64");
    }

    /** Whether its containers are Windows containers. */
    public boolean windows() {
        return member("runtimePlatform").path("operatingSystemFamily").asText().startsWith("WINDOWS");
    }

    public List<JsonNode> containers() {
        return StreamSupport.stream(registered.path("containerDefinitions").spliterator(), false)
                .toList();
    }

    /** What the first container's command, {@code sh -c "exit 0"}, ends with; of others nobody knows what they do. */
    public Optional<Integer> exitCode() {
        return containers().stream()
                .findFirst()
                .map(container -> container.path("command"))
                .filter(command -> command.path(0).asText().equals("sh"))
                .map(command -> command.path(2).asText())
                .filter(script -> script.matches("exit \\d{1,3}"))
                .map(script -> Integer.valueOf(script.substring("exit ".length())));
    }

    public Stream<Image> images() {
        return containers().stream()
                .map(container -> Image.of(container.path("image").asText()));
    }

    public boolean essential(String name) {
        return containers().stream()
                .filter(container -> name(container).equals(name))
                .allMatch(container -> container.path("essential").asBoolean(true));
    }

    /** Whether a container would get more memory than the task has, by its definition or these overrides. */
    public Optional<String> tooMuchMemory(JsonNode overrides) {
        Optional<Integer> all = Optional.ofNullable(overrides.get("memory"))
                .or(() -> Optional.ofNullable(registered.get("memory")))
                .map(memory -> FargateRules.number(memory.asText(), "gb"));
        Map<String, Integer> each = new LinkedHashMap<>();
        containers().forEach(container -> memory(container).ifPresent(memory -> each.put(name(container), memory)));
        overrides
                .path("containerOverrides")
                .forEach(container -> memory(container).ifPresent(memory -> each.put(name(container), memory)));
        return each.entrySet().stream()
                .filter(container -> container.getValue() > all.orElse(Integer.MAX_VALUE))
                .findFirst()
                .map(container -> "The 'memory' setting for container '" + container.getKey()
                        + "' is greater than for the task.");
    }

    /** Whether the containers would get more CPU units together than Fargate gives the task. */
    public Optional<String> tooMuchCpu(JsonNode overrides) {
        int all = FargateRules.number(overrides.path("cpu").asText(text("cpu").orElseThrow()), "vcpu");
        Map<String, Integer> each = new LinkedHashMap<>();
        Stream.concat(
                        containers().stream(),
                        StreamSupport.stream(
                                overrides.path("containerOverrides").spliterator(), false))
                .filter(container -> container.has("cpu"))
                .forEach(container ->
                        each.put(name(container), container.path("cpu").asInt()));
        return each.values().stream().mapToInt(Integer::intValue).sum() > all
                ? Optional.of(
                        "The sum of all container 'cpu' values cannot be greater than the task-level 'cpu' value.")
                : Optional.empty();
    }

    /** Whether a volume of it waits for a configuration that RunTask has to give. */
    public boolean waitsForAVolume() {
        return StreamSupport.stream(registered.path("volumes").spliterator(), false)
                .anyMatch(volume -> volume.path("configuredAtLaunch").asBoolean());
    }

    private static Optional<Integer> memory(JsonNode container) {
        return Optional.ofNullable(container.get("memory")).map(JsonNode::asInt);
    }

    private static String name(JsonNode container) {
        return container.path("name").asText();
    }

    ObjectNode view() {
        ObjectNode view = registered.deepCopy();
        view.remove("tags");
        view.path("containerDefinitions").forEach(container -> complete((ObjectNode) container));
        view.put("taskDefinitionArn", arn)
                .put("revision", revision)
                .put("status", active() ? "ACTIVE" : "INACTIVE")
                .put("registeredAt", Json.seconds(registeredAt));
        view.set("compatibilities", Json.texts(compatibilities()));
        deregisteredAt.ifPresent(when -> view.put("deregisteredAt", Json.seconds(when)));
        return view;
    }

    private static void complete(ObjectNode container) {
        if (!container.has("essential")) {
            container.put("essential", true);
        }
        if (!container.has("cpu")) {
            container.put("cpu", 0);
        }
    }
}
