package dev.alluvium.ingest.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.ingest.adapter.worker.WorkerProcess;
import dev.alluvium.ingest.format.FormatException;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a watched place may hold, through a real worker. */
class DocumentReaderIT {
    private static WorkerProcess worker;
    private static DocumentReader documents;

    @BeforeAll
    static void start() {
        worker = new WorkerProcess("256m", Duration.ofSeconds(50), () -> {});
        documents = new DocumentReader(worker);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void shouldOpenAPageAsADocumentWithItsFoldersAndDefaults() throws IOException {
        List<String> records =
                records("doors/GATE.HTML", "<html><body><h1>Gate</h1><p>It opens at 7.</p></body></html>");

        assertThat(records)
                .singleElement()
                .asString()
                .contains("\"fact\":\"doors/GATE.HTML#Gate\"", "\"text\":\"It opens at 7.\"", "\"source\":\"wiki\"");
    }

    @Test
    void shouldOpenAnythingElseAsWhatItIs() throws IOException {
        assertThat(records("faq.csv", "question,answer\nQ,A\n"))
                .singleElement()
                .asString()
                .contains("\"instruction\":\"Q\"");
    }

    @Test
    void shouldNameWhatIsWrongWithADocument() {
        assertThatThrownBy(() -> records("a.pdf", "%PDF-1.7 no"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("cannot be read as application/pdf");
        assertThatThrownBy(() -> records("a.htm", "<html>" + " ".repeat(DocumentReader.LARGEST)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 33554432 bytes; split it");
    }

    private static List<String> records(String name, String content) throws IOException {
        ReadOptions options =
                new ReadOptions(name, null, null, ReadOptions.of("").mapping(), Map.of("source", "wiki"));
        List<String> records = new ArrayList<>();
        try (RecordSource source =
                documents.open(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), options)) {
            for (SourceItem item = source.next(); item != null; item = source.next()) {
                records.add(new String(((SourceItem.Found) item).json(), StandardCharsets.UTF_8));
            }
        }
        return records;
    }
}
