package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.fact.CandidateOutcome;
import dev.alluvium.cleaning.pipeline.Cleaned;
import java.util.Locale;
import java.util.function.Supplier;

/** Is told what the stream does, for meters. */
public interface CleaningObserver {
    /** Where time is spent. */
    enum Stage {
        PIPELINE,
        FACT,
        CONTROL;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nobody watches. */
    CleaningObserver NONE = new CleaningObserver() {
        @Override
        public <T> T timed(Stage stage, Supplier<T> work) {
            return work.get();
        }

        @Override
        public void cleaned(Cleaned cleaned) {}

        @Override
        public void judged(CandidateOutcome outcome) {}

        @Override
        public void leftOut(int partition, long offset, String reason) {}
    };

    <T> T timed(Stage stage, Supplier<T> work);

    void cleaned(Cleaned cleaned);

    void judged(CandidateOutcome outcome);

    /** A message of the control topic was none. */
    void leftOut(int partition, long offset, String reason);
}
