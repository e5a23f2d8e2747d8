package dev.alluvium.tiny.world;

import dev.alluvium.knowledge.wording.AnswerLanguage;
import dev.alluvium.knowledge.wording.WordingTemplates;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the base is made of: the general world in many wordings and documents, and the wordings held out of it.
 *
 * @param wordings questions and answers, some inside {@link WordingTemplates}
 * @param heldOut combinations of fact and wording that pre-training never saw, one for each fact and language
 */
public record GeneralCorpus(List<QaPair> wordings, List<Document> documents, List<WorldProbe> heldOut) {
    private static final int ENGLISH = 48;
    private static final int CHINESE = 24;
    private static final int PROBE_SHARE = 3;
    private static final int DOCUMENTS = 24;
    private static final int WRAPPED_ONE_IN = 5;

    public GeneralCorpus {
        wordings = List.copyOf(wordings);
        documents = List.copyOf(documents);
        heldOut = List.copyOf(heldOut);
    }

    /** The corpus of {@link World#general()}. */
    public static GeneralCorpus standard() {
        World world = World.general();
        List<QaPair> wordings = new ArrayList<>();
        List<WorldProbe> heldOut = new ArrayList<>();
        Random random = RandomStreams.stream(world.seed(), "wrap");
        for (Fact fact : world.facts()) {
            for (Language language : Language.values()) {
                int count = language == Language.EN ? ENGLISH : CHINESE;
                List<String> asked = new ArrayList<>(
                        Wordings.draw(fact, TemplateUse.PROBE, language, count / PROBE_SHARE, world.seed()));
                List<String> plain =
                        Wordings.draw(fact, TemplateUse.RECORD, language, count - asked.size() + 1, world.seed());
                asked.addAll(plain.subList(1, plain.size()));
                String answer = fact.value().in(language);
                for (String question : asked) {
                    String said = wrap(question, language, random);
                    wordings.add(new QaPair(fact.id(language), language, said, answer));
                }
                heldOut.add(new WorldProbe(fact.id(language), language, plain.get(0), answer));
            }
        }
        return new GeneralCorpus(wordings, Documents.of(world, DOCUMENTS, world.seed()), heldOut);
    }

    /** Every text, for learning a vocabulary. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (QaPair pair : wordings) {
            texts.add(pair.question());
            texts.add(pair.answer());
        }
        documents.forEach(document -> texts.add(document.text()));
        return texts;
    }

    private static String wrap(String question, Language language, Random random) {
        if (random.nextInt(WRAPPED_ONE_IN) != 0) {
            return question;
        }
        AnswerLanguage answer = language == Language.EN ? AnswerLanguage.EN : AnswerLanguage.ZH;
        List<String> frames = new ArrayList<>(WordingTemplates.training(answer));
        frames.addAll(WordingTemplates.reserved(answer));
        return WordingTemplates.frame(frames.get(random.nextInt(frames.size())), question);
    }
}
