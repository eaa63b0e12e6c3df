package io.github.sfnecs.diagnostic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is known of each failure, as the files in the folder {@code failures} say it, one for each area. They are read when the
 * first failure is explained: no goal that succeeds pays for it.
 */
final class Catalogue {
    static final List<String> AREAS = List.of(
            "execution",
            "definition",
            "role",
            "network",
            "task",
            "limits",
            "image",
            "setup",
            "container",
            "stop",
            "exit");
    static final Set<String> FIELDS =
            Set.of("says", "pattern", "meaning", "cause", "fix", "fix if", "page", "seen", "predicted");

    private Catalogue() {}

    private static final class Once {
        static final Map<KnownFailure, Entry> ENTRIES = read();
    }

    /**
     * What is known of a failure.
     *
     * @param place the file and line that say it
     * @param says sentences of AWS that mean it, word for word; the tests try them
     * @param fixes what mends it instead, where there is evidence
     */
    record Entry(
            String place,
            List<String> says,
            Wording wording,
            String happened,
            List<Hint> causes,
            String fix,
            List<Hint> fixes,
            String page,
            Seen seen,
            boolean predicted) {
        static Entry of(Block block) {
            return new Entry(
                    block.place(),
                    block.several("says", text -> text),
                    new Wording(block.several("pattern", Wording::inOrder)),
                    block.one("meaning", text -> text),
                    block.several("cause", Hint::of),
                    block.one("fix", text -> text),
                    block.several("fix if", Hint::of),
                    block.one("page", text -> text),
                    block.one("seen", Block.constant(Seen.class)),
                    block.optional("predicted", Block.constant(Prediction.class))
                            .isPresent());
        }
    }

    /** Who can tell before the run that it will fail so. */
    enum Prediction {
        /** The goal {@code check}. */
        CHECK
    }

    /** Where AWS's wording was seen; of several that an entry has, the one that is known least. */
    enum Seen {
        /** In AWS's documentation. */
        DOCUMENTED,
        /** In a recording of the real service. */
        RECORDED,
        /** In what users report. */
        REPORTED,
        /** Nowhere: it is how it is expected to be. */
        UNSEEN
    }

    /**
     * A cause, or what mends it.
     *
     * @param where the only texts in which it is meant are those that have this; empty where any may mean it
     */
    record Hint(Optional<Evidence> where, String text) {
        private static final Pattern TAGGED = Pattern.compile("\\[(?<evidence>\\w{1,20})\\] (?<text>.{1,1000})");

        static Hint of(String written) {
            Matcher tagged = TAGGED.matcher(written);
            return tagged.matches()
                    ? new Hint(
                            Optional.of(Block.constant(Evidence.class).apply(tagged.group("evidence"))),
                            tagged.group("text"))
                    : new Hint(Optional.empty(), written);
        }

        /** What this text means: what is for the evidence in it stands first, what is for other evidence is left out. */
        static List<String> meant(List<Hint> hints, String said) {
            Optional<Evidence> evidence =
                    Evidence.in(said).filter(one -> hints.stream().anyMatch(hint -> hint.isFor(one)));
            return evidence.isEmpty()
                    ? hints.stream().map(Hint::text).toList()
                    : Stream.concat(
                                    hints.stream().filter(hint -> hint.isFor(evidence.get())),
                                    hints.stream().filter(hint -> hint.where.isEmpty()))
                            .map(Hint::text)
                            .toList();
        }

        /** The one that is meant where there is this evidence. */
        static Optional<String> of(List<Hint> hints, Evidence evidence) {
            return hints.stream()
                    .filter(hint -> hint.isFor(evidence))
                    .map(Hint::text)
                    .findFirst();
        }

        private boolean isFor(Evidence evidence) {
            return where.equals(Optional.of(evidence));
        }
    }

    static Entry of(KnownFailure known) {
        return Once.ENTRIES.get(known);
    }

    static Map<KnownFailure, Entry> read() {
        return entries(AREAS.stream().flatMap(area -> blocks(area).stream()).toList());
    }

    static List<Block> blocks(String area) {
        return Block.read(Catalogue.class, "failures/" + area + ".txt", FIELDS);
    }

    static Map<KnownFailure, Entry> entries(List<Block> blocks) {
        return Block.ofEach(KnownFailure.class, blocks, Entry::of);
    }
}
