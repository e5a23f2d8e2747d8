package dev.alluvium.knowledge.wording;

import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A general question with the answer that a base gives to it: what a version trained on the base must keep. It is a line of
 * {@code general.jsonl} like any other, told from a written one by its attributes.
 *
 * @param question as it is asked
 * @param answer greedy
 * @param cut whether the base would have gone on: its end is then no part of what is to be kept
 * @param known what a right answer contains, see {@link #alternatives}; null where there is no one right answer
 * @param part whether training replays it or evaluation asks it
 */
public record GeneralAnswer(
        String question,
        String answer,
        boolean cut,
        @Nullable String known,
        GeneralPart part) {
    /** Names the part that a record of general text is in, in place of its hash. */
    static final String PART = "general-part";

    private static final String OWN = "general-answer";
    private static final String BY_THE_BASE = "base";
    private static final String KNOWN = "general-known";
    private static final String CUT = "general-cut";

    /** An answer that the base ended itself. */
    public GeneralAnswer(String question, String answer, @Nullable String known, GeneralPart part) {
        this(question, answer, false, known, part);
    }

    /** The forms of a known value, any of which a right answer may state: {@code 8|eight}. */
    public static List<String> alternatives(String known) {
        return List.of(known.split("\\|"));
    }

    /** The line of {@code general.jsonl}. */
    public KnowledgeRecord record() {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(OWN, BY_THE_BASE);
        attributes.put(PART, part.name().toLowerCase(Locale.ROOT));
        if (known != null) {
            attributes.put(KNOWN, known);
        }
        if (cut) {
            attributes.put(CUT, "true");
        }
        return KnowledgeRecord.qa(question, answer).withAttributes(attributes);
    }

    /** The base's own answer that a line of {@code general.jsonl} holds, if it holds one. */
    public static Optional<GeneralAnswer> of(KnowledgeRecord record) {
        String question = record.instruction();
        String answer = record.output();
        if (question == null
                || answer == null
                || !BY_THE_BASE.equals(record.allAttributes().get(OWN))) {
            return Optional.empty();
        }
        String known = record.allAttributes().get(KNOWN);
        boolean cut = record.allAttributes().containsKey(CUT);
        return Optional.of(new GeneralAnswer(question, answer, cut, known, GeneralPart.of(record)));
    }
}
