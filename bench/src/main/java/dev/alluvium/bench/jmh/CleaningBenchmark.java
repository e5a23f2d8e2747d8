package dev.alluvium.bench.jmh;

import dev.alluvium.bench.clean.MixedRecords;
import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.CleaningConfig;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.decode.Decoded;
import dev.alluvium.knowledge.decode.RecordDecoder;
import dev.alluvium.settings.AlluviumConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One record of about 1 KB: cleaned with the shipped settings, only scanned for personal data, and only decoded and encoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CleaningBenchmark {
    private static final RawPosition POSITION = new RawPosition("benchmark", 0, 0);
    private static final Instant RECEIVED = Instant.parse("2026-11-20T08:00:00Z");

    private final List<byte[]> records = MixedRecords.generate(1, 2_000);
    private final List<String> texts = records.stream()
            .map(record -> new String(record, StandardCharsets.UTF_8))
            .toList();
    private final CleaningPipeline pipeline = CleaningPipeline.standard(CleaningConfig.of(
            AlluviumConfig.defaults(), new FactKeyHash(new byte[32]), () -> RuleSet.compile(List.of())));
    private final Redactor redactor = Redactor.standard();
    private final RecordDecoder decoder = new RecordDecoder();
    private int next;

    @Benchmark
    public Object pipeline() {
        return pipeline.clean(new RawRecord(records.get(following()), Map.of(), POSITION, RECEIVED));
    }

    @Benchmark
    public String personalData() {
        return redactor.redact(texts.get(following()), new Placeholders());
    }

    @Benchmark
    public Object decodeAndEncode() {
        Decoded decoded = decoder.decode(records.get(following()), Map.of());
        return decoded instanceof Decoded.Parsed parsed ? Json.bytes(parsed.record()) : decoded;
    }

    private int following() {
        next = (next + 1) % records.size();
        return next;
    }
}
