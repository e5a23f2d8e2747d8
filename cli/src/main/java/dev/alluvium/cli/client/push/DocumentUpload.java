package dev.alluvium.cli.client.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.RefusedException;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.PushTime;
import dev.alluvium.ingest.adapter.DocumentReader;
import dev.alluvium.ingest.format.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Uploads documents that the service reads itself: PDF, office files and pages. */
final class DocumentUpload implements DocumentSink {
    private static final int UNPROCESSABLE = 422;

    private final ApiClient api;
    private final ResendPolicy resending;
    private final PushJournal journal;
    private final ReadOptions options;

    DocumentUpload(ApiClient api, ResendPolicy resending, PushJournal journal, ReadOptions options) {
        this.api = api.impatient();
        this.resending = resending;
        this.journal = journal;
        this.options = options;
    }

    @Override
    public int send(PushFile file) throws IOException {
        byte[] bytes;
        try (InputStream in = file.open()) {
            bytes = in.readNBytes(DocumentReader.LARGEST + 1);
        }
        if (bytes.length > DocumentReader.LARGEST) {
            throw new IOException("has more than " + DocumentReader.LARGEST + " bytes; split it");
        }
        String boundary = "alluvium-" + UUID.randomUUID();
        byte[] body = body(boundary, file.name(), bytes);
        try {
            HttpResponse<byte[]> response = resending.send(() ->
                    api.push("/documents", "multipart/form-data; boundary=" + boundary, body, journal.pushedAt()));
            response.headers().firstValue(PushTime.HTTP_HEADER).ifPresent(journal::notePushedAt);
            return Json.read(response.body(), JsonNode.class).path("accepted").asInt();
        } catch (RefusedException e) {
            if (e.status() != UNPROCESSABLE) {
                throw e;
            }
            throw new UnreadableDocumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The file, its folders, and what the command line says of it. */
    private byte[] body(String boundary, String name, byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            field(body, boundary, "path", name.substring(0, slash));
        }
        options.defaults().forEach((field, value) -> field(body, boundary, field, value));
        text(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + quoted(name.substring(slash + 1)) + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        body.writeBytes(bytes);
        text(body, "\r\n--" + boundary + "--\r\n");
        return body.toByteArray();
    }

    private static void field(ByteArrayOutputStream body, String boundary, String name, String value) {
        text(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                        + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n");
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As browsers write a name: what would end it is escaped. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
