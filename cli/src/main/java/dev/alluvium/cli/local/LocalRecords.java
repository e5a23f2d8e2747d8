package dev.alluvium.cli.local;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import dev.alluvium.knowledge.decode.Decoded;
import dev.alluvium.knowledge.decode.RecordDecoder;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A file's records as a round would have them, but neither cleaned nor deduplicated. */
public final class LocalRecords {
    private static final String MODEL = "local";

    private LocalRecords() {}

    /**
     * Reads a file in any format that {@code push} takes.
     *
     * @throws CliException on the first record that is none, by its place
     */
    public static List<CleanRecord> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CliException(file + ": there is no such file", 2);
        }
        List<CleanRecord> records = new ArrayList<>();
        try (RecordSource source = Formats.open(Files.newInputStream(file), ReadOptions.of(file.toString()))) {
            for (SourceItem item = source.next(); item != null; item = source.next()) {
                KnowledgeRecord record = decoded(file, item);
                if (record.kindOrImplied() != RecordKind.DELETE) {
                    records.add(clean(record, records.size()));
                }
            }
        } catch (IOException e) {
            throw new CliException(file + ": " + FileProblem.of(e));
        }
        if (records.isEmpty()) {
            throw new CliException(file + ": holds no record to train on", 2);
        }
        return records;
    }

    private static KnowledgeRecord decoded(Path file, SourceItem item) {
        if (item instanceof SourceItem.Broken broken) {
            throw new CliException(file + ", " + broken.place() + ": " + broken.problem());
        }
        Decoded decoded = new RecordDecoder().decode(((SourceItem.Found) item).json(), Map.of());
        if (decoded instanceof Decoded.Parsed parsed && parsed.problems().isEmpty()) {
            return parsed.record();
        }
        String problem = decoded instanceof Decoded.Parsed parsed
                ? parsed.problems().get(0).toString()
                : ((Decoded.Undecodable) decoded).problem();
        throw new CliException(file + ", " + item.place() + ": " + problem);
    }

    private static CleanRecord clean(KnowledgeRecord record, int number) {
        String fact = Optional.ofNullable(record.fact()).orElseGet(() -> RecordIdentity.impliedFact(record));
        KnowledgeRecord named = record.withModel(MODEL).withFact(fact);
        String content = RecordIdentity.contentHash(named);
        Instant revision = Objects.requireNonNullElse(named.occurredAt(), Instant.EPOCH);
        return new CleanRecord(
                RecordIdentity.recordId(MODEL, fact, revision, content),
                MODEL,
                fact,
                revision,
                content,
                new RawPosition(MODEL, 0, number),
                named,
                List.of());
    }
}
