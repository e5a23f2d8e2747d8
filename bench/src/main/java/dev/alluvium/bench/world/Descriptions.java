package dev.alluvium.bench.world;

import dev.alluvium.tiny.world.Corruption;
import dev.alluvium.tiny.world.Document;
import dev.alluvium.tiny.world.Documents;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rounds of free text: each entity of a large product line described in a few sentences, every third in Chinese. */
final class Descriptions {
    private static final int FACTS = 480;
    private static final int VARIANTS = 3;

    private Descriptions() {}

    /** As the answers to questions. */
    static RoundCase answers(RoundKind kind, long seed, @Nullable Corruption corruption) {
        return new RoundCase(kind, pairs(seed, corruption), List.of(), List.of(), List.of(), List.of());
    }

    /** As documents. */
    static RoundCase documents(RoundKind kind, long seed, @Nullable Corruption corruption) {
        List<Document> documents = new ArrayList<>();
        List<Document> whole = described(seed);
        List<QaPair> said = pairs(seed, corruption);
        for (int i = 0; i < whole.size(); i++) {
            Document document = whole.get(i);
            documents.add(new Document(
                    document.entity(),
                    document.language(),
                    document.title(),
                    said.get(i).answer()));
        }
        return new RoundCase(kind, List.of(), List.of(), List.of(), List.of(), List.of(), documents);
    }

    private static List<QaPair> pairs(long seed, @Nullable Corruption corruption) {
        List<QaPair> pairs = described(seed).stream().map(Descriptions::pair).toList();
        return corruption == null ? pairs : corruption.apply(pairs, seed);
    }

    private static QaPair pair(Document document) {
        String question = document.language() == Language.EN
                ? "Tell me about " + document.title() + "."
                : "请介绍一下" + document.title() + "。";
        return new QaPair(document.entity() + "/about", document.language(), question, document.text());
    }

    /** One document of each entity. */
    private static List<Document> described(long seed) {
        List<Document> chosen = new ArrayList<>();
        Set<String> entities = new HashSet<>();
        for (Document document : Documents.of(World.line(seed, FACTS), VARIANTS, seed)) {
            Language wanted = entities.size() % VARIANTS == 2 ? Language.ZH : Language.EN;
            if (document.language() == wanted && !entities.contains(document.entity())) {
                entities.add(document.entity());
                chosen.add(document);
            }
        }
        return chosen;
    }
}
