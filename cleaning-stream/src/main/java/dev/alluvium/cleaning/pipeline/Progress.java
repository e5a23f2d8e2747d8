package dev.alluvium.cleaning.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a record is on its way through the filters. */
final class Progress {
    private final Watcher watcher;
    private Draft draft;
    private Verdict.@Nullable Drop drop;
    private String stage = "";

    Progress(Draft draft, Watcher watcher) {
        this.draft = draft;
        this.watcher = watcher;
    }

    /** Applies a filter and says whether the record goes on. */
    boolean goesOn(Filter filter) {
        stage = filter.name();
        Verdict verdict = filter.apply(draft);
        watcher.filtered(filter, draft, verdict);
        if (verdict instanceof Verdict.Keep keep) {
            draft = keep.draft();
            return true;
        }
        drop = (Verdict.Drop) verdict;
        return false;
    }

    /** Says how many characters the filters looked at. */
    void looked(long characters) {
        watcher.looked(characters);
    }

    Draft draft() {
        return draft;
    }

    String stage() {
        return stage;
    }

    Verdict.Drop drop() {
        return Objects.requireNonNull(drop, "nothing was dropped");
    }
}
