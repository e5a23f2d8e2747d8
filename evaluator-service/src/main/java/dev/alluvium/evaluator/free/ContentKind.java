package dev.alluvium.evaluator.free;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.evaluator.text.TextWords;
import dev.alluvium.knowledge.wording.HoldOut;
import dev.alluvium.settings.GateMode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the records of a fact are to an evaluation. */
public enum ContentKind {
    /** Right or wrong by a matcher. */
    FACT(GateMode.FACTS),
    /** An answer in sentences: no two right ones are alike. */
    OPEN(GateMode.OPEN),
    /** Running text, which nobody asks for. */
    DOCUMENT(GateMode.DOCUMENTS);

    /** An expected answer of more words than this is no value to look for; two Han characters count as one. */
    static final int VALUE_WORDS = 12;

    private final GateMode profile;

    ContentKind(GateMode profile) {
        this.profile = profile;
    }

    /**
     * The kind of one fact's records.
     *
     * @param trusted whether it has trusted probes: then it is asked whatever its records look like
     * @param configured with FACTS every question is a fact, with OPEN none is that has no trusted probes
     */
    public static ContentKind of(List<CleanRecord> records, boolean trusted, GateMode configured) {
        if (trusted) {
            return FACT;
        }
        RecordKind kind = records.get(0).record().kindOrImplied();
        if (kind == RecordKind.DOCUMENT || kind == RecordKind.CONVERSATION) {
            return kind == RecordKind.DOCUMENT ? DOCUMENT : OPEN;
        }
        return switch (configured) {
            case FACTS -> FACT;
            case OPEN -> OPEN;
            case AUTO, DOCUMENTS -> asksForValues(records) ? FACT : OPEN;
        };
    }

    /** The profile by which content of these kinds is judged: the commonest kind's, facts at a draw. */
    public static GateMode profile(GateMode configured, Collection<ContentKind> kinds) {
        if (configured != GateMode.AUTO) {
            return configured;
        }
        Map<ContentKind, Integer> counts = new EnumMap<>(ContentKind.class);
        kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
        ContentKind most = FACT;
        for (ContentKind kind : values()) {
            most = counts.getOrDefault(kind, 0) > counts.getOrDefault(most, 0) ? kind : most;
        }
        return most.profile;
    }

    private static boolean asksForValues(List<CleanRecord> records) {
        return HoldOut.split(records, List.of()).probes().stream()
                .map(Probe::expect)
                .allMatch(ContentKind::isValue);
    }

    /** Whether an answer is short enough to be a value. */
    public static boolean isValue(String answer) {
        return words(answer) <= VALUE_WORDS;
    }

    private static double words(String text) {
        return TextWords.of(text).stream()
                .mapToDouble(word -> Character.isIdeographic(word.codePointAt(0)) ? 0.5 : 1)
                .sum();
    }
}
