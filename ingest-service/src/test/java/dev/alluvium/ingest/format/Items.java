package dev.alluvium.ingest.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a reader finds, as text: the place, then the record or the problem. */
final class Items {
    private Items() {}

    static List<String> read(String name, String text) throws IOException {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> read(String name, byte[] bytes) throws IOException {
        return read(ReadOptions.of(name), bytes);
    }

    static List<String> read(ReadOptions options, byte[] bytes) throws IOException {
        List<String> read = new ArrayList<>();
        try (RecordSource source = Formats.open(new ByteArrayInputStream(bytes), options)) {
            for (SourceItem item = source.next(); item != null; item = source.next()) {
                String what = item instanceof SourceItem.Found found
                        ? new String(found.json(), StandardCharsets.UTF_8)
                        : "! " + ((SourceItem.Broken) item).problem();
                read.add(item.place() + " " + what);
            }
        }
        return read;
    }
}
