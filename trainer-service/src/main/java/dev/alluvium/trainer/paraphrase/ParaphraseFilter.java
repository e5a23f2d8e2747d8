package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.text.DistinguishingTokens;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.knowledge.text.TextSimilarity;
import dev.alluvium.knowledge.wording.HoldOut;
import dev.alluvium.knowledge.wording.ProbedQuestions;
import dev.alluvium.knowledge.wording.RecordWordings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which texts of one fact may be trained. A text that evaluation asks of it, in its words or nearly, never is; nor one that
 * evaluation asks of another fact in exactly its words.
 */
final class ParaphraseFilter {
    /** Longer than so many times what it says again, and longer than {@value #SHORT} characters, is chatter. */
    private static final int LONGER = 3;

    private static final int SHORT = 200;

    private final String fact;
    private final ProbedQuestions probed;
    private final Set<String> had;
    private final Set<String> asked;

    ParaphraseFilter(String fact, Collection<CleanRecord> records, Collection<Probe> trusted, ProbedQuestions probed) {
        this.fact = fact;
        this.probed = probed;
        this.had = RecordWordings.distinct(
                        records.stream().map(CleanRecord::record).toList())
                .stream()
                .map(wording -> RecordIdentity.question(wording.instruction()))
                .collect(Collectors.toCollection(HashSet::new));
        HoldOut.Split split = HoldOut.split(records, trusted);
        this.asked = Stream.of(List.copyOf(trusted), split.heldOut(), split.template())
                .flatMap(List::stream)
                .map(probe -> RecordIdentity.question(probe.prompt()))
                .collect(Collectors.toSet());
    }

    /** Judges a text; one that is used counts as had from then on. */
    ParaphraseVerdict judge(RewriteTask task, Wording wording) {
        String key = RecordIdentity.question(wording.instruction());
        if (key.isBlank() || wording.output().isBlank() || !faithful(task, wording)) {
            return ParaphraseVerdict.UNFIT;
        } else if (probed.elsewhere(fact, key)
                || asked.stream().anyMatch(prompt -> prompt.equals(key) || TextSimilarity.near(prompt, key))) {
            return ParaphraseVerdict.PROBE;
        }
        return had.add(key) ? ParaphraseVerdict.USED : ParaphraseVerdict.DUPLICATE;
    }

    private static boolean faithful(RewriteTask task, Wording wording) {
        String question = wording.instruction();
        if (task.origin() == Paraphrase.Origin.QUESTION) {
            return question.length() <= SHORT && said(task.text()).contains(said(wording.output()));
        }
        return question.length() <= Math.max(SHORT, LONGER * task.text().length())
                && figures(question).equals(figures(task.text()));
    }

    private static String said(String text) {
        return RecordIdentity.question(text);
    }

    /** Numbers and codes; names are left out, they are not recognised where a sentence begins. */
    private static List<String> figures(String text) {
        return DistinguishingTokens.of(text).stream()
                .filter(part -> part.chars().anyMatch(Character::isDigit))
                .sorted()
                .toList();
    }
}
