package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What ECS refuses about a capacity provider strategy, whatever the cluster has.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html">Weight and base</a>
 * @see <a href="https://github.com/terraform-aws-modules/terraform-aws-ecs/issues/68">Mixed providers</a>
 * @see <a href="https://github.com/terraform-aws-modules/terraform-aws-ecs/issues/27">No weight</a>
 */
final class StrategyRules {

    private static final Set<String> FARGATE = Set.of("FARGATE", "FARGATE_SPOT");

    private StrategyRules() {}

    static Optional<String> violation(JsonNode strategy) {
        List<JsonNode> items =
                StreamSupport.stream(strategy.spliterator(), false).toList();
        long ofFargate = items.stream()
                .filter(item -> FARGATE.contains(item.path("capacityProvider").asText()))
                .count();
        if (ofFargate > 0 && ofFargate < items.size()) {
            return Optional.of(
                    "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling"
                            + " groups and Fargate providers. Specify one or the other and try again.");
        }
        if (positive(items, "base") > 1) {
            return Optional.of(
                    "There are multiple capacity providers in the specified capacity provider strategy with a"
                            + " base value defined. Only one capacity provider can have a base value. Update the capacity provider"
                            + " strategy and try again.");
        }
        return items.size() > 1 && positive(items, "weight") == 0
                ? Optional.of(
                        "There are no capacity providers in the capacity provider strategy with a weight value greater"
                                + " than zero. Specify a weight value greater than zero for at least one capacity provider and try"
                                + " again.")
                : Optional.empty();
    }

    private static long positive(List<JsonNode> items, String member) {
        return items.stream().filter(item -> item.path(member).asInt() > 0).count();
    }
}
