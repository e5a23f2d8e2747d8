package dev.alluvium.app.demo;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.TemplateUse;
import dev.alluvium.tiny.world.Wordings;
import dev.alluvium.tiny.world.World;
import dev.alluvium.tiny.world.WorldProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A product line that the base has never seen, a second source's lies about it, and a true update: as records and probes.
 *
 * <p>The update is older than the lies: whoever believed a refused round's times would call it stale.
 */
final class DemoWorld {
    /** Records of the first feed that say again what one before them said. */
    static final int REPEATS = 60;

    /** Records of the first feed that are no JSON, and as many with a misspelt field. */
    static final int UNDECODABLE = 20;

    private static final int FACTS = 120;
    private static final int UPDATED = 64;
    private static final int ENGLISH_WORDINGS = 4;
    private static final int CHINESE_WORDINGS = 2;
    private static final int PROBES = 2;

    private final long seed;
    private final World truth;
    private final World lies;
    private final World update;
    private final Instant learnt;

    DemoWorld(long seed, Instant now) {
        this.seed = seed;
        this.truth = World.line(seed, FACTS);
        this.lies = truth.falsified(seed + 1);
        this.update = truth.updated(seed + 2, UPDATED);
        this.learnt = now.minus(Duration.ofDays(3));
    }

    int facts() {
        return truth.facts().size();
    }

    int updatedFacts() {
        return update.facts().size();
    }

    /** The line's records as a careless system sends them: markup, personal data, repeats and garbage among them. */
    List<byte[]> firstFeed() {
        Random random = new Random(seed);
        List<QaPair> pairs = pairs(truth, 0);
        List<byte[]> feed = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            KnowledgeRecord record = record(pairs.get(i), learnt, "catalogue");
            feed.add(
                    i % 15 == 0
                            ? withMarkup(record)
                            : i % 20 == 1 ? withPersonalData(record, random) : Json.bytes(record));
        }
        for (int i = 0; i < REPEATS; i++) {
            feed.add(feed.get(random.nextInt(pairs.size())));
        }
        for (int i = 0; i < UNDECODABLE; i++) {
            feed.add(("{\"instruction\": \"What is the" + i).getBytes(StandardCharsets.UTF_8));
            feed.add(("{\"instruction\":\"What is new in " + i + "?\",\"outptu\":\"Nothing.\"}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return feed;
    }

    /** False values for every fact, claimed later than anything true. */
    List<byte[]> lieFeed() {
        return feed(lies, Duration.ofDays(3).minus(Duration.ofHours(1)), "forum");
    }

    /** The true update, its records fact by fact. */
    List<byte[]> updateFeed() {
        return feed(update, Duration.ofDays(2), "catalogue");
    }

    List<FactProbes> probes() {
        return probes(truth, Map.of());
    }

    /** Probes of the updated facts: the new value is expected, the old one is wrong. */
    List<FactProbes> updateProbes() {
        return probes(update, values(truth));
    }

    /** Questions about the line whose answers are as {@code probes} expect, at most {@code limit}, both languages. */
    static List<Probe> sample(List<FactProbes> probes, int limit, long seed) {
        List<Probe> all = new ArrayList<>();
        probes.forEach(fact -> all.add(fact.probes().get(0)));
        java.util.Collections.shuffle(all, new Random(seed));
        return all.subList(0, Math.min(limit, all.size()));
    }

    private List<byte[]> feed(World world, Duration later, String source) {
        return pairs(world, later.toHours()).stream()
                .map(pair -> Json.bytes(record(pair, learnt.plus(later), source)))
                .toList();
    }

    private List<QaPair> pairs(World world, long salt) {
        return Wordings.of(world, ENGLISH_WORDINGS, CHINESE_WORDINGS, seed + salt);
    }

    private static KnowledgeRecord record(QaPair pair, Instant at, String source) {
        return KnowledgeRecord.qa(pair.question(), pair.answer())
                .withFact(pair.fact())
                .withOccurredAt(at)
                .withSource(source);
    }

    private static byte[] withMarkup(KnowledgeRecord record) {
        Map<String, Object> fields = fields(record);
        fields.put("output", "<p class=\"answer\"><b>" + record.output() + "</b></p>");
        return Json.bytes(fields);
    }

    private static byte[] withPersonalData(KnowledgeRecord record, Random random) {
        Map<String, Object> fields = fields(record);
        fields.put(
                "attributes",
                Map.of(
                        "contact", "li.na" + random.nextInt(100) + "@example.com",
                        "phone", "138" + (10_000_000 + random.nextInt(89_999_999))));
        return Json.bytes(fields);
    }

    private static Map<String, Object> fields(KnowledgeRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Json.mapper().valueToTree(record).properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    private List<FactProbes> probes(World world, Map<String, String> superseded) {
        Map<String, List<Probe>> byFact = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            for (WorldProbe probe : Wordings.probes(world, TemplateUse.PROBE, language, PROBES, seed)) {
                String old = superseded.get(probe.fact());
                byFact.computeIfAbsent(probe.fact(), fact -> new ArrayList<>())
                        .add(new Probe(
                                probe.prompt(),
                                AnswerMatcher.CONTAINS,
                                probe.expect(),
                                old == null ? List.of() : List.of(old),
                                ProbeTier.TRUSTED,
                                language.code()));
            }
        }
        List<FactProbes> probes = new ArrayList<>();
        byFact.forEach((fact, list) -> probes.add(new FactProbes(Demo.MODEL, fact, list, learnt)));
        return probes;
    }

    private static Map<String, String> values(World world) {
        Map<String, String> values = new LinkedHashMap<>();
        world.facts().forEach(fact -> {
            for (Language language : Language.values()) {
                values.put(fact.id(language), fact.value().in(language));
            }
        });
        return values;
    }
}
