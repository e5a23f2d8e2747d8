package dev.alluvium.tiny.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Says a world's facts in several ways each. */
public final class Wordings {
    private Wordings() {}

    /**
     * Records' wordings of every fact, fact by fact, drawn from {@link TemplateUse#RECORD} alone.
     *
     * @param english how many in English for each fact
     * @param chinese how many in Chinese for each fact
     */
    public static List<QaPair> of(World world, int english, int chinese, long seed) {
        List<QaPair> wordings = new ArrayList<>();
        for (Fact fact : world.facts()) {
            add(wordings, fact, Language.EN, english, seed);
            add(wordings, fact, Language.ZH, chinese, seed);
        }
        return wordings;
    }

    /**
     * Probes of every fact in one language, {@code perFact} each.
     *
     * @param use {@link TemplateUse#PROBE} for trusted probes, {@link TemplateUse#NOVEL} to measure ways of asking never trained
     */
    public static List<WorldProbe> probes(World world, TemplateUse use, Language language, int perFact, long seed) {
        List<WorldProbe> probes = new ArrayList<>();
        for (Fact fact : world.facts()) {
            for (String question : draw(fact, use, language, perFact, seed)) {
                probes.add(new WorldProbe(
                        fact.id(language), language, question, fact.value().in(language)));
            }
        }
        return probes;
    }

    private static void add(List<QaPair> into, Fact fact, Language language, int count, long seed) {
        for (String question : draw(fact, TemplateUse.RECORD, language, count, seed)) {
            into.add(new QaPair(
                    fact.id(language), language, question, fact.value().in(language)));
        }
    }

    /** Distinct questions of one fact. */
    static List<String> draw(Fact fact, TemplateUse use, Language language, int count, long seed) {
        List<String> questions = fact.questions(use, language);
        Random random = RandomStreams.stream(seed, use + " " + fact.id(language));
        Collections.shuffle(questions, random);
        return questions.subList(0, Math.min(count, questions.size()));
    }
}
