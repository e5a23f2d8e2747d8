package dev.alluvium.knowledge.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.facts.RoundContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundReaderTest {
    private static final String MODEL = "notes";
    private static final String ROUND = "r000001";
    private static final String MANIFEST = ObjectKeys.roundManifest(MODEL, ROUND);
    private static final ErasedFact GONE = new ErasedFact("gone", Instant.EPOCH);

    private static final CleanRecord TEA = record("tea", 0, 5, "Green.");
    private static final CleanRecord SOUP = record("soup", 1, 2, "Leek.");
    private static final CleanRecord BREAD = record("bread", 0, 2, "Rye.");

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final RoundReader reader = new RoundReader(
            "pantry",
            key -> Optional.ofNullable(objects.get(key)),
            prefix -> objects.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .toList());

    @Test
    void shouldReadWhatTheIndexListsAndNothingElseOfItsSegments() {
        // Given
        SegmentRef segment = segment("s1", TEA, SOUP);
        put(List.of(segment), listed("s1", SOUP));

        // When
        RoundContent content = reader.content(MANIFEST);

        // Then
        assertThat(content).isEqualTo(new RoundContent(ROUND, List.of(SOUP), List.of(GONE)));
    }

    @Test
    void shouldGiveTheRecordsInTheOrderInWhichTheyWereReceivedWhateverTheOrderOfSegmentsAndLines() {
        // Given
        SegmentRef first = segment("s1", SOUP, TEA);
        SegmentRef second = segment("s2", BREAD);
        RoundManifest manifest =
                put(List.of(first, second), listed("s1", TEA), listed("s1", SOUP), listed("s2", BREAD));
        RoundManifest reordered =
                manifest(List.of(second, first), listed("s2", BREAD), listed("s1", SOUP), listed("s1", TEA));

        // When
        List<RoundContent> contents = List.of(reader.content(manifest), reader.content(reordered));

        // Then: offset first, then partition
        assertThat(contents).allSatisfy(content -> assertThat(content.records()).containsExactly(BREAD, SOUP, TEA));
    }

    @Test
    void shouldTakeARecordFromTheSegmentThatTheIndexNames() {
        // Given: the record was offered again, so that both segments hold it
        CleanRecord again = TEA.requeuedFrom("r000000");
        SegmentRef first = segment("s1", TEA, SOUP);
        SegmentRef second = segment("s2", again);
        put(List.of(first, second), listed("s1", SOUP), listed("s2", again));

        // When
        RoundContent content = reader.content(MANIFEST);

        // Then
        assertThat(content.records()).containsExactly(SOUP, again);
    }

    @Test
    void shouldTellTwoReceiptsOfOneContentApart() {
        // Given
        CleanRecord later = new CleanRecord(
                TEA.recordId(),
                MODEL,
                TEA.fact(),
                TEA.revision(),
                TEA.contentHash(),
                new RawPosition("raw", 0, 9),
                TEA.record(),
                List.of());
        put(List.of(segment("s1", TEA, later)), listed("s1", later));

        // When
        RoundContent content = reader.content(MANIFEST);

        // Then
        assertThat(content.records()).containsExactly(later);
    }

    @Test
    void shouldRefuseASegmentWithAnotherHash() {
        // Given
        SegmentRef segment = segment("s1", TEA);
        put(List.of(segment), listed("s1", TEA));
        byte[] changed = objects.get(segment.key()).clone();
        changed[changed.length / 2] ^= 1;
        objects.put(segment.key(), changed);

        // When, then
        assertThatThrownBy(() -> reader.content(MANIFEST))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessage("object store: bucket pantry, key segments/notes/s1.jsonl: expected sha256 "
                        + segment.sha256() + ", found " + Digest.sha256(changed) + "; restore the object");
    }

    @Test
    void shouldRefuseATruncatedSegmentThoughEachOfItsLinesIsWhole() {
        // Given
        SegmentRef segment = segment("s1", TEA, SOUP);
        put(List.of(segment), listed("s1", TEA));
        byte[] whole = objects.get(segment.key());
        int line = Json.bytes(TEA).length + 1;
        objects.put(segment.key(), Arrays.copyOf(whole, line));

        // When, then
        assertThatThrownBy(() -> reader.content(MANIFEST))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessageContaining(
                        "key segments/notes/s1.jsonl: expected " + whole.length + " bytes, found " + line);
    }

    @Test
    void shouldSayWhichSegmentIsMissing() {
        // Given
        SegmentRef segment = segment("s1", TEA);
        put(List.of(segment), listed("s1", TEA));
        objects.remove(segment.key());

        // When, then
        assertThatThrownBy(() -> reader.content(MANIFEST))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessage("object store: bucket pantry, key segments/notes/s1.jsonl: expected a segment of "
                        + segment.bytes() + " bytes, found none: it is missing; restore the object");
    }

    @Test
    void shouldSayThatTheManifestIsMissing() {
        // When, then
        assertThatThrownBy(() -> reader.manifest(MODEL, ROUND))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessageContaining("key rounds/notes/r000001/manifest.json: expected the manifest of a round")
                .hasMessageContaining("restore the object");
        assertThat(reader.find(MODEL, ROUND)).isEmpty();
    }

    @Test
    void shouldNameARecordThatItsSegmentDoesNotHold() {
        // Given
        put(List.of(segment("s1", TEA)), listed("s1", TEA), listed("s1", SOUP));

        // When, then
        assertThatThrownBy(() -> reader.content(MANIFEST))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessageContaining(
                        "key segments/notes/s1.jsonl: round r000001 lists 2 records in it and 1 were found")
                .hasMessageContaining(SOUP.recordId())
                .hasMessageContaining("raw-1@2");
    }

    @Test
    void shouldRefuseAnIndexThatNamesASegmentTheManifestLacks() {
        // Given
        put(List.of(segment("s1", TEA)), listed("s1", TEA), listed("s2", SOUP));

        // When, then
        assertThatThrownBy(() -> reader.content(MANIFEST))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessageContaining("key rounds/notes/r000001/manifest.json: its index lists 2 records")
                .hasMessageContaining("1 were found");
    }

    @Test
    void shouldRefuseTheManifestOfAnotherRound() {
        // Given
        put(List.of(segment("s1", TEA)), listed("s1", TEA));
        String other = ObjectKeys.roundManifest(MODEL, "r000002");
        objects.put(other, objects.get(MANIFEST));

        // When, then
        assertThatThrownBy(() -> reader.content(other))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessageContaining(
                        "key " + other + ": expected the manifest of this key, found that of " + MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"model\":\"notes\"", "[]", "null", "{\"model\":\"notes\",\"round\":\"r000001\"}"})
    void shouldRefuseWhatIsNoManifest(String json) {
        // Given
        objects.put(MANIFEST, json.getBytes(StandardCharsets.UTF_8));

        // When, then
        assertThatThrownBy(() -> reader.find(MODEL, ROUND))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessageContaining("key " + MANIFEST + ": expected the JSON of a RoundManifest, found")
                .hasMessageContaining("restore the object");
    }

    @Test
    void shouldNameTheFieldThatAManifestLacks() {
        // Given
        put(List.of(segment("s1", TEA)), listed("s1", TEA));
        String json = new String(objects.get(MANIFEST), StandardCharsets.UTF_8);
        objects.put(MANIFEST, json.replace("\"trigger\":\"records\",", "").getBytes(StandardCharsets.UTF_8));

        // When, then
        assertThatThrownBy(() -> reader.content(MANIFEST))
                .isInstanceOf(UnreadableRoundException.class)
                .hasMessageContaining("found: a RoundManifest without its field trigger");
    }

    @Test
    void shouldReadWhatANewerVersionAddsToManifestAndRecords() {
        // Given
        byte[] line = (Json.string(TEA).replaceFirst("\\{", "{\"later\":{\"a\":[1,null]},") + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        SegmentRef segment = segment("s1", line, 1);
        put(List.of(segment), listed("s1", TEA));
        String json = new String(objects.get(MANIFEST), StandardCharsets.UTF_8)
                .replace("\"segment\":\"s1\"", "\"later\":\"x\",\"segment\":\"s1\"")
                .replaceFirst("\\{", "{\"newer\":[{\"a\":1}],");
        objects.put(MANIFEST, json.getBytes(StandardCharsets.UTF_8));

        // When
        RoundContent content = reader.content(MANIFEST);

        // Then
        assertThat(content.records()).containsExactly(TEA);
    }

    @Test
    void shouldReadARecordThatAnEarlierVersionOfferedAgain() {
        // Given
        String earlier = Json.string(TEA).replace("\"steps\":[]", "\"steps\":[\"requeued from r000000\"]") + "\n";
        put(List.of(segment("s1", earlier.getBytes(StandardCharsets.UTF_8), 1)), listed("s1", TEA));

        // When
        RoundContent content = reader.content(MANIFEST);

        // Then
        assertThat(content.records())
                .first()
                .satisfies(record -> assertThat(record.requeuedFrom()).contains("r000000"));
    }

    @Test
    void shouldLetThroughWhatTheLookupThrows() {
        // Given
        RoundReader away = new RoundReader(
                "pantry",
                key -> {
                    throw new UnsupportedOperationException("no answer");
                },
                prefix -> List.of());

        // When, then
        assertThatThrownBy(() -> away.content(MANIFEST)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldTellARoundWhoseManifestWasLostFromOneThatWasNeverCut() {
        // Given
        assertThat(reader.wasCut(MODEL, "r000009")).as("with no round at all").isTrue();
        put(List.of(segment("s1", TEA)), listed("s1", TEA));
        objects.put(ObjectKeys.roundManifest(MODEL, "r1000000"), new byte[0]);

        // When
        List<Boolean> cut = Stream.of("r000001", "r000002", "r1000000", "r1000001")
                .map(round -> reader.wasCut(MODEL, round))
                .toList();

        // Then
        assertThat(cut).containsExactly(true, true, true, false);
        assertThat(reader.wasCut("other", "r000001"))
                .as("of a model without rounds")
                .isFalse();
    }

    private static CleanRecord record(String fact, int partition, long offset, String answer) {
        return new CleanRecord(
                "id-" + fact,
                MODEL,
                fact,
                Instant.EPOCH,
                "hash-" + fact,
                new RawPosition("raw", partition, offset),
                KnowledgeRecord.qa("Which " + fact + "?", answer),
                List.of());
    }

    private static RoundRecord listed(String segment, CleanRecord record) {
        return new RoundRecord(record.ref(), segment);
    }

    private SegmentRef segment(String id, CleanRecord... records) {
        String lines = Arrays.stream(records).map(Json::string).collect(Collectors.joining("\n", "", "\n"));
        return segment(id, lines.getBytes(StandardCharsets.UTF_8), records.length);
    }

    private SegmentRef segment(String id, byte[] bytes, int records) {
        String key = ObjectKeys.segment(MODEL, id);
        objects.put(key, bytes);
        return new SegmentRef(id, key, Digest.sha256(bytes), bytes.length, records);
    }

    private RoundManifest put(List<SegmentRef> segments, RoundRecord... records) {
        RoundManifest manifest = manifest(segments, records);
        objects.put(MANIFEST, Json.bytes(manifest));
        return manifest;
    }

    private static RoundManifest manifest(List<SegmentRef> segments, RoundRecord... records) {
        return new RoundManifest(
                MODEL,
                ROUND,
                "records",
                Instant.EPOCH,
                segments,
                List.of(),
                List.of(records),
                List.of(),
                List.of(),
                List.of(GONE));
    }
}
