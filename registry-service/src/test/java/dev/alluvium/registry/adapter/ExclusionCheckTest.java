package dev.alluvium.registry.adapter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExclusionCheckTest {
    private static final String MODEL = "notes";
    private static final String ROUND = "r000004";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ExclusionCheck excepted =
            new ExclusionCheck(new RoundReader(store.bucket(), store::bytes, store::list));

    @BeforeEach
    void givenARoundOfTwoSources() {
        write(List.of(record(1, "crm"), record(2, "wiki")), record(3, "other"));
    }

    @Test
    void shouldPassWhatTheRoundHas() {
        assertThatCode(() -> excepted.check(MODEL, ROUND, new Exclusion(List.of("wiki"), List.of("id-1"))))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheSourcesThatThereAreForAMisspeltOne() {
        assertThatThrownBy(() -> excepted.check(MODEL, ROUND, new Exclusion(List.of("wkii"), null)))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("except.sources=wkii: round r000004 has none such; it has crm, wiki");
    }

    @Test
    void shouldNotKnowARecordThatLiesInTheSegmentButNotInTheRound() {
        assertThatThrownBy(() -> excepted.check(MODEL, ROUND, new Exclusion(null, List.of("id-3"))))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("except.records=id-3: round r000004 has none such; it has id-1, id-2");
    }

    @Test
    void shouldLeaveAnUnknownRoundToTheRegistry() {
        assertThatCode(() -> excepted.check(MODEL, "r000009", new Exclusion(List.of("wiki"), null)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldSayThatTheRoundCannotBeReadRatherThanThatASourceIsUnknown() {
        store.delete(ObjectKeys.segment(MODEL, "s1"));

        assertThatThrownBy(() -> excepted.check(MODEL, ROUND, new Exclusion(List.of("wiki"), null)))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining(ObjectKeys.segment(MODEL, "s1"))
                .hasMessageContaining("restore the object");
    }

    private void write(List<CleanRecord> listed, CleanRecord besides) {
        List<CleanRecord> all = new ArrayList<>(listed);
        all.add(besides);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        all.forEach(record -> {
            lines.writeBytes(Json.bytes(record));
            lines.write('\n');
        });
        String key = ObjectKeys.segment(MODEL, "s1");
        store.putIfAbsent(key, lines.toByteArray());
        RoundManifest manifest = new RoundManifest(
                MODEL,
                ROUND,
                "cut",
                Instant.EPOCH,
                List.of(new SegmentRef("s1", key, Digest.sha256(lines.toByteArray()), lines.size(), all.size())),
                List.of(),
                listed.stream()
                        .map(record -> new RoundRecord(record.ref(), "s1"))
                        .toList(),
                List.of(),
                List.of(),
                List.of());
        store.putIfAbsent(ObjectKeys.roundManifest(MODEL, ROUND), Json.bytes(manifest));
    }

    private static CleanRecord record(int number, String source) {
        KnowledgeRecord content = KnowledgeRecord.qa("What?", "That " + number).withSource(source);
        return new CleanRecord(
                "id-" + number,
                MODEL,
                "f",
                Instant.EPOCH,
                "hash-" + number,
                new RawPosition("raw", 0, number),
                content,
                List.of());
    }
}
