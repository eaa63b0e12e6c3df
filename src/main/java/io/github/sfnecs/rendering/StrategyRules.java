package io.github.sfnecs.rendering;

import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.diagnostic.Mistakes;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What ECS refuses about a capacity provider strategy.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
final class StrategyRules {
    private static final String STRATEGY = "capacityProviderStrategy";
    private static final int MOST_PROVIDERS = 20;
    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html */
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9_-]{0,255}");

    private StrategyRules() {}

    /** Notes what of it is refused; a provider without a name is a mistake already. */
    static void note(ProviderStrategy strategy, Mistakes mistakes) {
        noteNames(strategy.items(), mistakes);
        List<Item> items = named(strategy);
        String shown = shown(strategy);
        if (items.size() > MOST_PROVIDERS) {
            mistakes.add(
                    STRATEGY,
                    items.size() + " of them",
                    "ECS takes at most " + MOST_PROVIDERS,
                    "Leave some of them out");
        }
        if (items.stream().map(Item::provider).distinct().count() < items.size()) {
            mistakes.add(
                    STRATEGY, shown, "a provider is there more than once", "Name each provider once, with its weight");
        }
        Predicate<Item> fargate = item -> new ProviderStrategy(List.of(item)).onFargate();
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
        if (items.stream().anyMatch(fargate) && !items.stream().allMatch(fargate)) {
            mistakes.add(
                    STRATEGY,
                    shown,
                    "a strategy has providers of Fargate or others, not both",
                    "Name FARGATE and FARGATE_SPOT only, or only the others");
        }
        if (items.stream().filter(item -> positive(item.base())).count() > 1) {
            mistakes.add(
                    STRATEGY,
                    shown,
                    "only one provider of a strategy can have a base",
                    "Leave base out of all but one");
        }
        // one alone needs none
        if (items.size() > 1 && items.stream().noneMatch(item -> positive(item.weight()))) {
            mistakes.add(
                    STRATEGY,
                    shown,
                    "one of several providers needs a weight of 1 or more, and without one it is 0",
                    Mistakes.xml("weight", "1"));
        }
    }

    private static void noteNames(List<Item> items, Mistakes mistakes) {
        for (int i = 0; i < items.size(); i++) {
            String name = items.get(i).provider();
            if (!PROVIDER.matcher(name).matches()) {
                mistakes.add(
                        STRATEGY + "[" + i + "].provider",
                        name,
                        "it is the name of a capacity provider, not its ARN: letters, digits, - and _",
                        Mistakes.xml("provider", "FARGATE_SPOT"));
            }
        }
    }

    /** Its providers, as they are told. */
    static String shown(ProviderStrategy strategy) {
        return named(strategy).stream().map(Item::provider).collect(Collectors.joining(","));
    }

    private static List<Item> named(ProviderStrategy strategy) {
        return strategy.items().stream()
                .filter(item -> !item.provider().isEmpty())
                .toList();
    }

    private static boolean positive(OptionalInt number) {
        return number.orElse(0) > 0;
    }
}
