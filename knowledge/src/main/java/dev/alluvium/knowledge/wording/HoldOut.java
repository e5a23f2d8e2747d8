package dev.alluvium.knowledge.wording;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.knowledge.text.TextSimilarity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Divides the wordings of one fact into those that are trained and those that only evaluation may ask.
 *
 * <p>The choice is the least hash, so a further wording of a fact never moves one that was already trained to the
 * other side, once the fact has {@value #LEAST} of them.
 */
public final class HoldOut {
    /** So many wordings of a language are needed before one of them is held out. */
    public static final int LEAST = 3;

    private HoldOut() {}

    /**
     * The two sides of a fact.
     *
     * @param training never empty where the fact has a wording: every fact is trained
     * @param heldOut probes of the tier feed; empty where trusted probes exist or wordings are few
     * @param template probes of the tier template, one per language: trained questions in a frame reserved for evaluation
     * @param withheld how many wordings trusted probes keep out of {@code training}
     */
    public record Split(List<Wording> training, List<Probe> heldOut, List<Probe> template, WithheldWordings withheld) {
        public Split {
            training = List.copyOf(training);
            heldOut = List.copyOf(heldOut);
            template = List.copyOf(template);
        }

        /** The best evidence there is of the two: held-out wordings, else reserved templates. */
        public List<Probe> probes() {
            return heldOut.isEmpty() ? template : heldOut;
        }
    }

    /**
     * Splits the wordings of one fact.
     *
     * @param records the fact's records at one revision
     * @param trusted the fact's probes from {@code probes.v1}; a wording that asks what one of them asks, in its words or
     *     nearly, is not trained
     */
    public static Split split(Collection<CleanRecord> records, Collection<Probe> trusted) {
        return split(records, trusted, ProbedQuestions.NONE);
    }

    /**
     * As {@link #split(Collection, Collection)}, with an eye on what is asked of other facts.
     *
     * @param probed a wording that trusted probes ask of another fact, in exactly its words, is not trained either
     */
    public static Split split(Collection<CleanRecord> records, Collection<Probe> trusted, ProbedQuestions probed) {
        String fact = records.stream().map(CleanRecord::fact).findFirst().orElse("");
        List<Wording> all = RecordWordings.distinct(records.stream()
                .sorted(Comparator.comparing(CleanRecord::position))
                .map(CleanRecord::record)
                .toList());
        Map<AnswerLanguage, List<Wording>> byLanguage = all.stream()
                .collect(Collectors.groupingBy(
                        wording -> AnswerLanguage.of(wording.instruction()), LinkedHashMap::new, Collectors.toList()));
        Set<String> away = trusted.isEmpty() ? chosen(fact, byLanguage.values()) : asked(all, trusted);
        List<Wording> kept = all.stream()
                .filter(wording -> !away.contains(RecordWordings.key(wording)))
                .toList();
        List<Wording> training = kept.stream()
                .filter(wording -> !probed.elsewhere(fact, RecordWordings.key(wording)))
                .toList();
        WithheldWordings withheld =
                new WithheldWordings(trusted.isEmpty() ? 0 : away.size(), kept.size() - training.size());
        List<Probe> heldOut = new ArrayList<>();
        List<Probe> template = new ArrayList<>();
        byLanguage.forEach((language, wordings) -> {
            for (Wording wording : wordings) {
                if (trusted.isEmpty() && away.contains(RecordWordings.key(wording))) {
                    heldOut.add(probe(wording.instruction(), wording, wordings, ProbeTier.FEED, language));
                }
            }
            template.add(reserved(fact, wordings, language));
        });
        return new Split(training.isEmpty() ? framed(all) : training, heldOut, template, withheld);
    }

    private static Set<String> chosen(String fact, Collection<List<Wording>> groups) {
        return groups.stream()
                .filter(group -> group.size() >= LEAST)
                .map(group -> group.stream()
                        .map(RecordWordings::key)
                        .min(Comparator.comparing(key -> Digest.id(fact, key)))
                        .orElseThrow())
                .collect(Collectors.toSet());
    }

    /** Questions that ask what a probe asks, in its words or nearly. */
    private static Set<String> asked(List<Wording> wordings, Collection<Probe> trusted) {
        List<String> prompts = trusted.stream()
                .map(probe -> RecordIdentity.question(probe.prompt()))
                .distinct()
                .toList();
        return wordings.stream()
                .map(RecordWordings::key)
                .filter(key ->
                        prompts.stream().anyMatch(prompt -> prompt.equals(key) || TextSimilarity.near(prompt, key)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where probes ask all that the records say, the fact is still trained, but never in a probe's own words. */
    private static List<Wording> framed(List<Wording> all) {
        return all.stream()
                .map(wording -> new Wording(
                        WordingTemplates.frame(
                                WordingTemplates.training(AnswerLanguage.of(wording.instruction()))
                                        .get(0),
                                wording.instruction()),
                        wording.output()))
                .toList();
    }

    private static Probe reserved(String fact, List<Wording> wordings, AnswerLanguage language) {
        List<String> frames = WordingTemplates.reserved(language);
        int index = Math.floorMod(Digest.id(fact, language.code()).hashCode(), frames.size());
        Wording first = wordings.get(0);
        return probe(
                WordingTemplates.frame(frames.get(index), first.instruction()),
                first,
                wordings,
                ProbeTier.TEMPLATE,
                language);
    }

    private static Probe probe(
            String prompt, Wording wording, List<Wording> siblings, ProbeTier tier, AnswerLanguage language) {
        String expect = siblings.stream()
                .map(Wording::output)
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .filter(shortest -> contains(wording.output(), shortest))
                .orElse(wording.output());
        return new Probe(prompt, AnswerMatcher.CONTAINS, expect, List.of(), tier, language.code());
    }

    private static boolean contains(String answer, String value) {
        return RecordIdentity.question(answer).contains(RecordIdentity.question(value));
    }
}
