package io.github.sfnecs.mapcharts;

import io.github.sfnecs.mapruns.Children.Child;
import io.github.sfnecs.mapruns.FailedItem;
import io.github.sfnecs.mapruns.MapRunRecord;
import io.github.sfnecs.markup.Html;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the executions of a Map Run are called, and where a person looks at them in AWS's console. */
final class ExecutionNames {
    /** Enough to tell one from the others. */
    private static final int SHORT = 8;

    private final String prefix;
    private final Function<String, Optional<String>> consoleLink;
    private final Map<String, String> items = new HashMap<>();

    /** With what gives the link to an execution of an ARN; empty where it does not run in AWS. */
    ExecutionNames(MapRunRecord run, Function<String, Optional<String>> consoleLink) {
        String arn = run.arn();
        this.prefix = arn.substring(0, arn.lastIndexOf(':') + 1).replace(":mapRun:", ":execution:");
        this.consoleLink = consoleLink;
        run.failed().stream()
                .filter(item -> item.index().isPresent())
                .forEach(item -> items.put(item.executionArn(), item.name()));
    }

    /** By the item that it was for, where that is known. */
    Html of(Child child) {
        return child.name()
                .map(name -> prefix + name)
                .map(arn -> linked(
                        arn,
                        Optional.ofNullable(items.get(arn))
                                .orElse("execution " + arn.substring(prefix.length(), prefix.length() + SHORT))))
                .orElse(Html.text("an execution"));
    }

    /** Its execution, by its whole name. */
    Html of(FailedItem item) {
        String arn = item.executionArn();
        return linked(arn, "execution " + arn.substring(arn.lastIndexOf(':') + 1));
    }

    private Html linked(String arn, String name) {
        return consoleLink
                .apply(arn)
                .map(link -> Html.tag("a").with("href", link).of(name))
                .orElse(Html.text(name));
    }
}
