package dev.alluvium.cleaning.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.testing.Texts;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.RuleAction;
import dev.alluvium.settings.RuleSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for each filter and for all of them together, whatever the record is; a failure names the seed. */
class PipelinePropertiesTest {
    private static final int RECORDS = 1_500;
    private static final int GROWTH = 8;
    private static final List<String> ALL = List.of("all");

    private final CleaningPipeline pipeline = Pipelines.with(
            new CleaningSettings(
                    Map.of(
                            "boilerplate",
                            ALL,
                            "values",
                            ALL,
                            "repetition",
                            ALL,
                            "quality",
                            ALL,
                            "low-information",
                            ALL),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of()),
            List.of(new RuleSettings(
                    "long", "size(content) > 100000 || attributes.x == 'y'", RuleAction.FLAG, List.of(), null)));

    @Test
    void shouldAskEveryFilterAndNeverThrow() {
        Set<String> asked = new HashSet<>();

        for (int seed = 0; seed < RECORDS; seed++) {
            pipeline.clean(record(seed), (filter, before, verdict) -> asked.add(filter.name()));
        }

        assertThat(asked).containsExactlyInAnyOrderElementsOf(new HashSet<>(pipeline.stages()));
    }

    @Test
    void shouldChangeNothingTwice() {
        for (int seed = 0; seed < RECORDS; seed++) {
            int of = seed;
            pipeline.clean(record(seed), (filter, before, verdict) -> {
                if (verdict instanceof FilterResult.Keep kept && !filter.name().equals("markup")) {
                    assertThat(filter.apply(kept.filtered()))
                            .as("%s, seed %d", filter.name(), of)
                            .isInstanceOfSatisfying(
                                    FilterResult.Keep.class,
                                    again -> assertThat(again.filtered().record())
                                            .isEqualTo(kept.filtered().record()));
                }
            });
        }
    }

    @Test
    void shouldDecideTheSameOnTheSameRecord() {
        for (int seed = 0; seed < RECORDS; seed++) {
            assertThat(Json.string(outcome(seed))).as("seed %d", seed).isEqualTo(Json.string(outcome(seed)));
        }
    }

    @Test
    void shouldGrowInBounds() {
        for (int seed = 0; seed < RECORDS; seed++) {
            RawRecord raw = record(seed);
            int length = raw.value().length;
            int of = seed;
            pipeline.clean(raw, (filter, before, verdict) -> {
                if (verdict instanceof FilterResult.Keep kept) {
                    assertThat(Json.bytes(kept.filtered().record()).length)
                            .as("%s, seed %d", filter.name(), of)
                            .isLessThanOrEqualTo(GROWTH * length + 512);
                }
            });
        }
    }

    private Object outcome(int seed) {
        Cleaned cleaned = pipeline.clean(record(seed));
        return cleaned instanceof Cleaned.Passed passed
                ? passed.candidate().clean()
                : cleaned instanceof Cleaned.Rejected rejected ? rejected.rejected() : cleaned.toString();
    }

    /** A record of any kind, its fields any text; one in two says something that no filter minds. */
    private static RawRecord record(int seed) {
        Random random = new Random(seed);
        Map<String, Object> record = new LinkedHashMap<>();
        String good =
                random.nextBoolean() ? "Machine " + seed + " stands in the north hall and it is looked after. " : "";
        switch (random.nextInt(4)) {
            case 0 -> record.put("text", good.repeat(4) + text(random));
            case 1 -> record.put("messages", messages(random, good));
            case 2 -> {
                record.put("kind", "delete");
                record.put("instruction", good + text(random));
            }
            default -> {
                record.put("instruction", good + text(random));
                record.put("output", good + text(random));
                record.put("wordings", List.of(Map.of("instruction", text(random), "output", text(random))));
            }
        }
        for (String field : List.of("title", "input", "source", "fact")) {
            if (random.nextInt(3) == 0) {
                record.put(field, text(random));
            }
        }
        record.put("attributes", Map.of("note", text(random), text(random), "value"));
        return Pipelines.raw(Json.string(record).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static List<Map<String, String>> messages(Random random, String good) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            messages.add(Map.of("role", i % 2 == 0 ? "user" : "assistant", "content", good + text(random)));
        }
        return messages;
    }

    private static String text(Random random) {
        return Texts.any(random, 12);
    }
}
