package dev.alluvium.knowledge.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON Schema of a record, for those who push. {@link RecordDecoder} is what decides. */
public final class RecordSchema {
    private static final String RESOURCE = "record.schema.json";

    private RecordSchema() {}

    /** The schema's bytes, JSON Schema 2020-12. */
    public static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(RecordSchema.class.getResourceAsStream(RESOURCE))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
