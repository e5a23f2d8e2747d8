package dev.alluvium.tiny.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Writes short documents: two to four facts about one entity, in any order. */
public final class Documents {
    private static final Phrases SENTENCES = Phrases.of(
            "The {a} of {e} is {v}.|{e} has the {a} {v}.|{e}, {a}: {v}.|On record, the {a} for {e} is {v}.|"
                    + "For {e} the {a} is {v}.|Our files give {v} as the {a} of {e}.",
            "{e}的{a}是{v}。|{e}，{a}：{v}。|记录显示，{e}的{a}为{v}。|关于{e}，{a}是{v}。");

    private Documents() {}

    /** {@code perEntity} documents about each entity, every third in Chinese. */
    public static List<Document> of(World world, int perEntity, long seed) {
        List<Document> documents = new ArrayList<>();
        world.byEntity().forEach((entity, facts) -> {
            Random random = RandomStreams.stream(seed, "document " + entity.path());
            for (int i = 0; i < perEntity; i++) {
                Language language = i % 3 == 2 ? Language.ZH : Language.EN;
                documents.add(write(entity, facts, language, random));
            }
        });
        return documents;
    }

    private static Document write(Entity entity, List<Fact> facts, Language language, Random random) {
        List<Fact> order = new ArrayList<>(facts);
        Collections.shuffle(order, random);
        List<String> sentences = new ArrayList<>();
        for (Fact fact : order.subList(0, 2 + random.nextInt(3))) {
            List<String> patterns = SENTENCES.in(language);
            sentences.add(fact.sentence(patterns.get(random.nextInt(patterns.size())), language, random));
        }
        String text = String.join(language == Language.EN ? " " : "", sentences);
        return new Document(entity.path(), language, entity.name(), text);
    }
}
