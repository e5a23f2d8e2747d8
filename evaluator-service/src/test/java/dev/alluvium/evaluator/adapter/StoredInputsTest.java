package dev.alluvium.evaluator.adapter;

import static dev.alluvium.evaluator.cases.TestRecords.MODEL;
import static dev.alluvium.evaluator.cases.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing from the store is used that is not what its reference says. */
class StoredInputsTest {
    private static final CleanRecord LISTED = record("a", 1, "What is a?", "one");
    private static final CleanRecord UNLISTED = record("b", 1, "What is b?", "two");

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final KeyPair trainer = TrustKeys.generate();
    private final Verifier verifier =
            new Verifier(Map.of("trainer", new Verifier.TrustedKey(trainer.getPublic(), Set.of(Statement.TRAINED))));

    @Test
    void shouldReadTheRecordsThatTheManifestLists() {
        // Given
        putRound("records", segment(lines(LISTED, UNLISTED)), LISTED);

        // When
        RoundContent round =
                new StandingRounds(store).read(MODEL, List.of("r1")).get(0);

        // Then
        assertThat(round.records()).containsExactly(LISTED);
    }

    @Test
    void shouldLeaveOutWhatIsErasedWhateverBecameOfTheRoundThatSaidSo() {
        // Given
        putRound("records", segment(lines(LISTED, UNLISTED)), LISTED, UNLISTED);
        StandingRounds reader = new StandingRounds(store);
        reader.read(MODEL, List.of("r1"));
        RoundManifest refused = new RoundManifest(
                MODEL,
                "r2",
                "sweep",
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ErasedFact(LISTED.fact(), LISTED.revision())));
        store.putIfAbsent(ObjectKeys.roundManifest(MODEL, "r2"), Json.bytes(refused));

        // When
        RoundContent round = reader.read(MODEL, List.of("r1")).get(0);

        // Then
        assertThat(round.records()).containsExactly(UNLISTED);
    }

    @Test
    void shouldRefuseASegmentThatWasChanged() {
        // Given
        SegmentRef honest = segment(lines(LISTED));
        putRound("records", new SegmentRef("s", honest.key(), "00", honest.bytes(), 1), LISTED);

        // Then
        assertThatThrownBy(() -> new StandingRounds(store).read(MODEL, List.of("r1")))
                .hasMessageContaining("expected sha256 00, found " + honest.sha256());
    }

    @Test
    void shouldRefuseARoundWhoseRecordsAreNotAllThere() {
        // Given
        putRound("records", segment(lines(LISTED)), LISTED, UNLISTED);

        // Then
        assertThatThrownBy(() -> new StandingRounds(store).read(MODEL, List.of("r1")))
                .hasMessageContaining("lists 2 records in it and 1 were found")
                .hasMessageContaining(UNLISTED.recordId());
    }

    @Test
    void shouldRefuseAnAdapterWhoseBytesWereExchanged() {
        // Given: the trainer signed other bytes than those that lie there now
        String sha256 = Digest.sha256("honest".getBytes(StandardCharsets.UTF_8));
        store.putIfAbsent("runs/r/1/adapter/" + PeftDirectory.WEIGHTS, "exchanged".getBytes(StandardCharsets.UTF_8));
        ArtifactRef ref = ArtifactRef.of("memory", "runs/r/1/adapter/", sha256, 6);
        List<Attestation> signed = List.of(
                new Signer("trainer", trainer.getPrivate()).attest(Statement.TRAINED, MODEL, sha256, Instant.EPOCH));

        // Then
        assertThatThrownBy(() -> new AdapterFiles(store, directory, verifier).load(MODEL, ref, signed))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("differs from its reference");
    }

    @Test
    void shouldRefuseAnAdapterThatNobodyTrustedSigned() {
        // Given: a signature by another key, and one for another model
        ArtifactRef ref = ArtifactRef.of("memory", "runs/r/1/adapter/", "00", 6);
        Attestation stranger = new Signer("trainer", TrustKeys.generate().getPrivate())
                .attest(Statement.TRAINED, MODEL, "00", Instant.EPOCH);
        Attestation elsewhere =
                new Signer("trainer", trainer.getPrivate()).attest(Statement.TRAINED, "other", "00", Instant.EPOCH);

        // Then
        assertThatThrownBy(() ->
                        new AdapterFiles(store, directory, verifier).load(MODEL, ref, List.of(stranger, elsewhere)))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("no valid statement");
    }

    private SegmentRef segment(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        String key = ObjectKeys.segment(MODEL, "s");
        store.putIfAbsent(key, bytes);
        return new SegmentRef("s", key, Digest.sha256(bytes), bytes.length, 1);
    }

    private void putRound(String trigger, SegmentRef segment, CleanRecord... listed) {
        List<RoundRecord> index = List.of(listed).stream()
                .map(record -> new RoundRecord(record.ref(), "s"))
                .toList();
        RoundManifest manifest = new RoundManifest(
                MODEL,
                "r1",
                trigger,
                Instant.EPOCH,
                List.of(segment),
                List.of(),
                index,
                List.of(),
                List.of(),
                List.of());
        store.putIfAbsent(ObjectKeys.roundManifest(MODEL, "r1"), Json.bytes(manifest));
    }

    private static String lines(CleanRecord... records) {
        StringBuilder lines = new StringBuilder();
        for (CleanRecord record : records) {
            lines.append(Json.string(record)).append('\n');
        }
        return lines.toString();
    }
}
