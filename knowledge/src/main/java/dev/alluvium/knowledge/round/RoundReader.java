package dev.alluvium.knowledge.round;

import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RecordRef;
import dev.alluvium.knowledge.facts.RoundContent;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads rounds, for every service alike. Only what a manifest's index lists is in the round, and every segment is
 * compared with the size and the sha256 that its reference states.
 *
 * <p>What the lookup throws, such as a store that does not answer, goes through to the caller.
 */
public final class RoundReader {
    /** Of a round's records: the order in which they were received. */
    public static final Comparator<CleanRecord> ORDER = Comparator.comparing(CleanRecord::position);

    private final String bucket;
    private final Function<String, Optional<byte[]>> objects;
    private final Function<String, List<String>> keys;

    /**
     * A reader of a bucket.
     *
     * @param bucket its name, for messages
     * @param objects the bytes under a key; empty if there is no such object
     * @param keys the keys under a prefix
     */
    public RoundReader(String bucket, Function<String, Optional<byte[]>> objects, Function<String, List<String>> keys) {
        this.bucket = bucket;
        this.objects = objects;
        this.keys = keys;
    }

    /** The keys of the manifests of a model's rounds. */
    public List<String> manifestKeys(String model) {
        return keys.apply(ObjectKeys.rounds(model)).stream()
                .filter(ObjectKeys::isRoundManifest)
                .toList();
    }

    /**
     * Whether the round, or one with a higher number, was cut: rounds are numbered without gaps. A manifest that is
     * missing before others was lost and is to be restored; one behind all others never was. Where there is no round of
     * any model, nothing can be told, for it may be the wrong place: the answer is yes.
     */
    public boolean wasCut(String model, String round) {
        String key = ObjectKeys.roundManifest(model, round);
        return keys.apply(key).contains(key)
                || manifestKeys(model).stream().anyMatch(other -> isLater(other, key))
                || keys.apply(ObjectKeys.ROUNDS).isEmpty();
    }

    private static boolean isLater(String manifest, String than) {
        return manifest.length() > than.length() || manifest.length() == than.length() && manifest.compareTo(than) > 0;
    }

    /**
     * A round's manifest; empty if there is none.
     *
     * @throws UnreadableRoundException if there is one that is no manifest, or another round's
     */
    public Optional<RoundManifest> find(String model, String round) {
        String key = ObjectKeys.roundManifest(model, round);
        return objects.apply(key).map(bytes -> manifest(key, bytes));
    }

    /**
     * A round's manifest.
     *
     * @throws UnreadableRoundException if it is missing, no manifest, or another round's
     */
    public RoundManifest manifest(String model, String round) {
        return manifest(ObjectKeys.roundManifest(model, round));
    }

    /**
     * The manifest under its key.
     *
     * @throws UnreadableRoundException if it is missing, no manifest, or another round's
     */
    public RoundManifest manifest(String key) {
        return manifest(key, bytes(key, "the manifest of a round"));
    }

    /**
     * A round by its manifest's key.
     *
     * @throws UnreadableRoundException if an object is missing, differs from its reference, or lacks a listed record
     */
    public RoundContent content(String manifestKey) {
        return content(manifest(manifestKey));
    }

    /**
     * The round of a manifest: the listed records, each from the segment that the index names, in {@link #ORDER}.
     *
     * @throws UnreadableRoundException if a segment is missing, differs from its reference, or lacks a listed record
     */
    public RoundContent content(RoundManifest manifest) {
        List<CleanRecord> records = new ArrayList<>();
        for (SegmentRef segment : manifest.segments()) {
            records.addAll(listed(manifest, segment));
        }
        if (records.size() != manifest.records().size()) {
            throw new UnreadableRoundException(at(ObjectKeys.roundManifest(manifest.model(), manifest.round()))
                    + "its index lists " + manifest.records().size()
                    + " records, some of them in segments that it does not name, so that " + records.size()
                    + " were found; restore the object");
        }
        records.sort(ORDER);
        return new RoundContent(manifest.round(), records, manifest.erased());
    }

    private List<CleanRecord> listed(RoundManifest manifest, SegmentRef segment) {
        Set<RecordRef> listed = manifest.records().stream()
                .filter(record -> record.segment().equals(segment.id()))
                .map(RoundRecord::ref)
                .collect(Collectors.toCollection(HashSet::new));
        int wanted = listed.size();
        List<CleanRecord> found = segment(segment).stream()
                .filter(record -> listed.remove(record.ref()))
                .toList();
        if (!listed.isEmpty()) {
            RecordRef missing = listed.iterator().next();
            throw new UnreadableRoundException(at(segment.key()) + "round " + manifest.round() + " lists " + wanted
                    + " records in it and " + found.size() + " were found; missing is for one " + missing.recordId()
                    + " of fact " + missing.fact() + ", received at " + missing.position()
                    + "; restore the manifest and the segment of one writing");
        }
        return found;
    }

    /**
     * All records of a segment in the order of its lines, those among them that no round lists.
     *
     * @throws UnreadableRoundException if the segment is missing, or differs from its reference
     */
    public List<CleanRecord> segment(SegmentRef segment) {
        byte[] bytes = bytes(segment.key(), "a segment of " + segment.bytes() + " bytes");
        if (bytes.length != segment.bytes()) {
            throw new UnreadableRoundException(at(segment.key()) + "expected " + segment.bytes() + " bytes, found "
                    + bytes.length + "; restore the object");
        }
        String sha256 = Digest.sha256(bytes);
        if (!sha256.equals(segment.sha256())) {
            throw new UnreadableRoundException(at(segment.key()) + "expected sha256 " + segment.sha256() + ", found "
                    + sha256 + "; restore the object");
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> read(segment.key(), line.getBytes(StandardCharsets.UTF_8), CleanRecord.class))
                .toList();
    }

    private RoundManifest manifest(String key, byte[] bytes) {
        RoundManifest manifest = read(key, bytes, RoundManifest.class);
        String own = ObjectKeys.roundManifest(manifest.model(), manifest.round());
        if (!own.equals(key)) {
            throw new UnreadableRoundException(
                    at(key) + "expected the manifest of this key, found that of " + own + "; restore the object");
        }
        return manifest;
    }

    private <T> T read(String key, byte[] json, Class<T> type) {
        try {
            return Json.readWhole(json, type);
        } catch (UncheckedIOException e) {
            throw new UnreadableRoundException(
                    at(key) + "expected the JSON of a " + type.getSimpleName() + ", found: "
                            + Objects.requireNonNull(e.getCause()).getMessage() + "; restore the object",
                    e);
        }
    }

    private byte[] bytes(String key, String expected) {
        return objects.apply(key)
                .orElseThrow(() -> new UnreadableRoundException(
                        at(key) + "expected " + expected + ", found none: it is missing; restore the object"));
    }

    private String at(String key) {
        return "object store: bucket " + bucket + ", key " + key + ": ";
    }
}
