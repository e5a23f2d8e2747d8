package dev.alluvium.ingest.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Another source's records but for those of which a character could not be read: they are named, never learnt. */
final class WholeCharacters implements RecordSource {
    private static final int FIRST = 0xEF;
    private static final int REST = 0xBF;

    private final RecordSource inner;
    private final String problem;

    /**
     * Looks for what the decoder leaves where it cannot read.
     *
     * @param problem rule and remedy for such a record
     */
    WholeCharacters(RecordSource inner, String problem) {
        this.inner = inner;
        this.problem = problem;
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        SourceItem item = inner.next();
        return item instanceof SourceItem.Found found && isDamaged(found.json())
                ? new SourceItem.Broken(found.place(), problem)
                : item;
    }

    /** Whether U+FFFF stands in it, which no text has. */
    private static boolean isDamaged(byte[] json) {
        for (int i = 0; i + 2 < json.length; i++) {
            if ((json[i] & 0xFF) == FIRST && (json[i + 1] & 0xFF) == REST && (json[i + 2] & 0xFF) == REST) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
