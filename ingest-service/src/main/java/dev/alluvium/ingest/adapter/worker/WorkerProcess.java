package dev.alluvium.ingest.adapter.worker;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.ingest.document.Document;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.runtime.work.WorkPool;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads documents in a process that is started when it is needed, and again after it died or was stopped for its time. */
public final class WorkerProcess implements AutoCloseable {
    private static final int LONGEST_ANSWER = 64 << 20;
    /** What a JVM exits with under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private final String heap;
    private final Duration limit;
    private final Runnable restarted;
    private final WorkPool exchange = WorkPool.single("document-worker");
    private @Nullable Process process;

    /**
     * A worker that has not started yet.
     *
     * @param heap of the process, such as {@code 256m}
     * @param limit of one document
     * @param restarted told of each process that was lost
     */
    public WorkerProcess(String heap, Duration limit, Runnable restarted) {
        this.heap = heap;
        this.limit = limit;
        this.restarted = restarted;
    }

    /**
     * Reads one document, after those that were given before it.
     *
     * @throws DocumentException if it cannot be read, or not within the limits
     */
    public synchronized Document read(String name, byte[] bytes) throws DocumentException {
        Future<Document> answer = exchange.submit(() -> exchange(running(), name, bytes));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lose();
            throw DocumentException.passing("takes longer than " + limit.toSeconds() + " s to read; split it", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DocumentException refused) {
                throw refused;
            }
            boolean killed = !isOutOfMemory();
            lose();
            if (killed) {
                throw DocumentException.passing("was not read: its reader ended; try again, or split it", e);
            }
            throw new DocumentException(
                    "takes more than " + heap + " of memory to read, or breaks its reader; split it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lose();
            throw DocumentException.passing("was not read: the service stops", e);
        }
    }

    @Override
    public synchronized void close() {
        stop();
        exchange.shutdownNow();
    }

    private Process running() throws IOException {
        Process now = process;
        if (now != null && now.isAlive()) {
            return now;
        }
        Process started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = started;
        return started;
    }

    private static Document exchange(Process worker, String name, byte[] bytes) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(worker.getOutputStream()));
        out.writeUTF(name);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
        DataInputStream in = new DataInputStream(worker.getInputStream());
        int kind = in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new IOException("an answer of " + length + " bytes");
        }
        byte[] answer = in.readNBytes(length);
        if (kind == WorkerMain.READ) {
            return Json.read(answer, Document.class);
        }
        throw new DocumentException(new String(answer, StandardCharsets.UTF_8));
    }

    /** Whether the process ended itself for want of memory, or goes on with an answer that is none. */
    private boolean isOutOfMemory() throws DocumentException {
        Process now = process;
        try {
            return now == null || !now.waitFor(1, TimeUnit.SECONDS) || now.exitValue() == OUT_OF_MEMORY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DocumentException.passing("was not read: the service stops", e);
        }
    }

    private void lose() {
        stop();
        restarted.run();
    }

    private void stop() {
        Process now = process;
        if (now != null) {
            now.destroyForcibly();
            process = null;
        }
    }
}
