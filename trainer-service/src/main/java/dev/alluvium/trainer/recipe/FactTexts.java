package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.knowledge.text.TextSimilarity;
import dev.alluvium.knowledge.wording.AnswerLanguage;
import dev.alluvium.knowledge.wording.HoldOut;
import dev.alluvium.knowledge.wording.Passages;
import dev.alluvium.knowledge.wording.ProbedQuestions;
import dev.alluvium.knowledge.wording.RecordWordings;
import dev.alluvium.knowledge.wording.WithheldWordings;
import dev.alluvium.knowledge.wording.WordingTemplates;
import dev.alluvium.model.text.ChatMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The texts that are trained of one fact. Its held-out wordings are not among them.
 *
 * @param said texts as the records say them
 * @param framed further forms of the same questions, for a fact with few wordings
 * @param aside a wording that validates; trained only in other words
 * @param withheld how many wordings trusted probes keep out of it
 */
public record FactTexts(
        String fact,
        List<TrainingText> said,
        List<TrainingText> framed,
        List<TrainingText> aside,
        WithheldWordings withheld) {
    /** A fact with so many wordings gives one of them to validation; one with fewer only a frame that is left. */
    static final int SPARES = 4;

    public FactTexts {
        said = List.copyOf(said);
        framed = List.copyOf(framed);
        aside = List.copyOf(aside);
    }

    /**
     * The lesson of one fact's records, which are all of its current revision.
     *
     * @param trusted the fact's trusted probes; what they ask is not trained in their words
     * @param probed what trusted probes ask of all facts; none of it is trained under another in exactly their words
     * @param wordings how many wordings the fact should have, templates included
     */
    public static FactTexts of(
            String fact,
            Collection<CleanRecord> records,
            Collection<Probe> trusted,
            ProbedQuestions probed,
            int wordings) {
        HoldOut.Split split = HoldOut.split(records, trusted, probed);
        return of(fact, split.training(), split.withheld(), records, wordings);
    }

    /** As {@link #of}, with one wording set aside where there is one to spare. */
    public static FactTexts validated(
            String fact,
            Collection<CleanRecord> records,
            Collection<Probe> trusted,
            ProbedQuestions probed,
            int wordings) {
        HoldOut.Split split = HoldOut.split(records, trusted, probed);
        List<Wording> training = split.training();
        if (training.size() < SPARES) {
            FactTexts whole = of(fact, training, split.withheld(), records, wordings);
            return whole.aside(answers(unusedFrame(fact, training, wordings)));
        }
        Wording spare = training.stream()
                .min(Comparator.comparing(wording -> Digest.id(fact, "validation", wording.instruction())))
                .orElseThrow();
        List<Wording> rest =
                training.stream().filter(wording -> !wording.equals(spare)).toList();
        return of(fact, rest, split.withheld(), records, wordings).aside(answers(List.of(spare)));
    }

    private FactTexts aside(List<TrainingText> validating) {
        return new FactTexts(fact, said, framed, validating, withheld);
    }

    /** With further wordings, but for those that come near what validates. */
    FactTexts with(Collection<Wording> paraphrases) {
        List<String> validating = aside.stream()
                .filter(TrainingText.Answer.class::isInstance)
                .map(text -> RecordIdentity.question(((TrainingText.Answer) text).question()))
                .toList();
        List<Wording> further = paraphrases.stream()
                .filter(wording -> validating.stream()
                        .noneMatch(question ->
                                TextSimilarity.near(question, RecordIdentity.question(wording.instruction()))))
                .toList();
        return new FactTexts(
                fact, Stream.concat(said.stream(), answers(further).stream()).toList(), framed, aside, withheld);
    }

    private static FactTexts of(
            String fact,
            List<Wording> training,
            WithheldWordings withheld,
            Collection<CleanRecord> records,
            int wordings) {
        List<TrainingText> said = new ArrayList<>(answers(training));
        records.forEach(record -> said.addAll(others(record.record())));
        return new FactTexts(fact, said, answers(frames(fact, training, wordings)), List.of(), withheld);
    }

    /** The frame that would come next if the fact were to have one wording more. */
    private static List<Wording> unusedFrame(String fact, List<Wording> training, int wordings) {
        List<Wording> used = frames(fact, training, wordings);
        return frames(fact, training, Math.max(wordings, training.size()) + 1).stream()
                .filter(wording -> !used.contains(wording))
                .toList();
    }

    /** The texts of one record of general knowledge, all of them. */
    public static List<TrainingText> texts(KnowledgeRecord record) {
        return Stream.concat(answers(RecordWordings.of(record)).stream(), others(record).stream())
                .toList();
    }

    private static List<Wording> frames(String fact, List<Wording> training, int wordings) {
        List<Wording> framed = new ArrayList<>();
        int start = Math.floorMod(Digest.id(fact, "frame").hashCode(), Integer.MAX_VALUE);
        for (int i = 0; !training.isEmpty() && i < wordings - training.size(); i++) {
            Wording wording = training.get(i % training.size());
            List<String> frames = WordingTemplates.training(AnswerLanguage.of(wording.instruction()));
            if (i / training.size() >= frames.size()) {
                break;
            }
            String frame = frames.get((start + i) % frames.size());
            framed.add(new Wording(WordingTemplates.frame(frame, wording.instruction()), wording.output()));
        }
        return framed.stream().distinct().toList();
    }

    private static List<TrainingText> answers(List<Wording> wordings) {
        return wordings.stream()
                .<TrainingText>map(wording -> new TrainingText.Answer(wording.instruction(), wording.output()))
                .toList();
    }

    private static List<TrainingText> others(KnowledgeRecord record) {
        return switch (record.kindOrImplied()) {
            case QA, DELETE -> List.of();
            case DOCUMENT -> List.of(new TrainingText.Passage(Passages.of(record)));
            case CONVERSATION -> List.of(new TrainingText.Dialogue(messages(record)));
        };
    }

    private static List<ChatMessage> messages(KnowledgeRecord record) {
        return record.messages() == null
                ? List.of()
                : record.messages().stream()
                        .map(turn -> new ChatMessage(
                                ChatMessage.Role.valueOf(turn.role().toUpperCase(Locale.ROOT)),
                                turn.content(),
                                Boolean.TRUE.equals(turn.masked())))
                        .toList();
    }
}
