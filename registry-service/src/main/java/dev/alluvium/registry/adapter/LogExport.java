package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.registry.view.EventLog;
import dev.alluvium.registry.view.EventLog.Entry;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.work.RepeatedTasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the log into the bucket, slice by slice, each once: a slice is named by its first offset and every line carries its
 * own, so that any registry can go on where another stopped.
 */
public final class LogExport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogExport.class);
    private static final int SLICE = 1000;
    private static final Duration LAST = Duration.ofSeconds(5);

    private final EventLog log;
    private final ObjectStore store;
    private final Duration every;
    private final IntConsumer exported;
    private final RepeatedTasks thread = new RepeatedTasks("registry-export");

    /**
     * @param every how often a slice is written, if there is anything new
     * @param exported is told how many events a slice has
     */
    public LogExport(EventLog log, ObjectStore store, Duration every, IntConsumer exported) {
        this.log = log;
        this.store = store;
        this.every = every;
        this.exported = exported;
    }

    public void start() {
        thread.every(every, every, this::exportNew);
    }

    /** Writes what is left, then ends. */
    @Override
    public void close() {
        try {
            if (thread.finish(LAST)) {
                exportNew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread that it works on. */
    public RepeatedTasks thread() {
        return thread;
    }

    /** Writes every slice that is still missing. */
    void exportNew() {
        try {
            long next = firstMissing();
            for (List<Entry> slice = log.from(next, SLICE); !slice.isEmpty(); slice = log.from(next, SLICE)) {
                if (store.putIfAbsent(ObjectKeys.registryLog(slice.get(0).offset()), lines(slice))) {
                    exported.accept(slice.size());
                }
                next = firstMissing();
            }
        } catch (StoreException e) {
            LOG.warn("the registry's log could not be exported now: {}", e.getMessage());
        }
    }

    private long firstMissing() {
        List<String> keys = store.list(ObjectKeys.REGISTRY_LOGS);
        if (keys.isEmpty()) {
            return 0;
        }
        String[] lines = store.get(keys.get(keys.size() - 1))
                .map(object -> new String(object.bytes(), StandardCharsets.UTF_8))
                .orElseThrow()
                .split("\n");
        byte[] last = lines[lines.length - 1].getBytes(StandardCharsets.UTF_8);
        return Json.read(last, Entry.class).offset() + 1;
    }

    private static byte[] lines(List<Entry> slice) {
        return slice.stream()
                .map(Json::string)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
