package io.github.sfnecs.diagnostic;

import io.github.sfnecs.diagnostic.KnownFailure.Prediction;
import io.github.sfnecs.diagnostic.KnownFailure.Seen;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of each failure, as the files in the folder {@code failures} say it, one for each area. They are read when the
 * first failure is explained: no goal that succeeds pays for it.
 */
final class Catalogue {
    static final List<String> AREAS =
            List.of("execution", "definition", "role", "network", "task", "limits", "image", "setup", "stop", "exit");
    static final Set<String> FIELDS = Set.of("says", "pattern", "meaning", "cause", "fix", "page", "seen", "predicted");

    private Catalogue() {}

    private static final class Once {
        static final Map<KnownFailure, Entry> ENTRIES = read();
    }

    /**
     * What is known of a failure.
     *
     * @param place the file and line that say it
     * @param says sentences of AWS that mean it, word for word; the tests try them
     */
    record Entry(
            String place,
            List<String> says,
            Wording wording,
            String happened,
            List<String> causes,
            String fix,
            String page,
            Seen seen,
            Prediction prediction) {
        static Entry of(Block block) {
            return new Entry(
                    block.place(),
                    block.several("says", text -> text),
                    new Wording(block.several("pattern", Wording::inOrder)),
                    block.one("meaning", text -> text),
                    block.several("cause", text -> text),
                    block.one("fix", text -> text),
                    block.one("page", text -> text),
                    block.one("seen", Block.constant(Seen.class)),
                    block.optional("predicted", Block.constant(Prediction.class))
                            .orElse(Prediction.NOBODY));
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
