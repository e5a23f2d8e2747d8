package dev.alluvium.cleaning.pipeline;

import dev.alluvium.cleaning.filter.LengthFilter;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.decode.ChangeFeed;
import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.RuleSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The standard pipeline with two models, and records to put through it. */
public final class Pipelines {
    public static final Instant RECEIVED = Instant.parse("2026-11-20T08:00:00Z");

    /** A change feed of products, whose writers may write for the model support alone. */
    public static final String FEED = "erp.products";

    private static final RawTopic PRODUCTS = new RawTopic(
            Set.of("support"),
            Set.of("erp"),
            new ChangeFeed("support", "erp", "product/{id}", Map.of("instruction", "question", "output", "answer")));

    private Pipelines() {}

    public static CleaningPipeline standard() {
        return with(CleaningSettings.DEFAULT, List.of());
    }

    /** A pipeline whose model notes is cleaned by {@code settings}, and support by the defaults. */
    public static CleaningPipeline with(CleaningSettings settings, List<RuleSettings> rules) {
        RuleSet compiled = RuleSet.compile(rules);
        return CleaningPipeline.standard(new CleaningConfig(
                Map.of("notes", settings, "support", CleaningSettings.DEFAULT),
                CleaningSettings.DEFAULT,
                "notes",
                false,
                new FactKeyHash(new byte[32]),
                Redactor.standard(),
                () -> compiled,
                LengthFilter.Limits.STANDARD,
                Map.of(FEED, PRODUCTS),
                Duration.ofMinutes(5)));
    }

    public static RawRecord raw(String json) {
        return raw(json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static RawRecord raw(byte[] value, Map<String, String> headers) {
        return new RawRecord(value, headers, new RawPosition("alluvium.records.raw.v1", 3, 17), RECEIVED);
    }
}
