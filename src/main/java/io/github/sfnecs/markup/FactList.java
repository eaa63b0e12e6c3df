package io.github.sfnecs.markup;

import java.util.Map;
import java.util.Optional;

/** A list of names with what is known of each. */
public final class FactList {
    private FactList() {}

    /** Those of them that are known. */
    public static Html of(Map<String, Optional<String>> facts) {
        return Html.tag("dl")
                .of(facts.entrySet().stream()
                        .filter(fact -> fact.getValue().isPresent())
                        .map(fact -> Html.tag("div")
                                .of(
                                        Html.tag("dt").of(fact.getKey()),
                                        Html.tag("dd").of(fact.getValue().orElseThrow())))
                        .toList());
    }
}
