package dev.alluvium.ingest.adapter.watch;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.ingest.adapter.DocumentReader;
import dev.alluvium.ingest.adapter.RawProducer;
import dev.alluvium.ingest.adapter.ReadJournal;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.work.RepeatedTasks;
import dev.alluvium.settings.IngestConfig;
import dev.alluvium.settings.WatchedFilesConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All configured places. One thread looks at them in turn. */
public final class WatchedPlaces implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedPlaces.class);

    private final List<FileWatcher> watchers = new ArrayList<>();
    private final RepeatedTasks thread = new RepeatedTasks("ingest-watch");

    /**
     * Starts to look.
     *
     * @throws IllegalArgumentException that names the key, the value and the remedy
     */
    public WatchedPlaces(ServiceContext context, RawProducer producer, DocumentReader documents) throws IOException {
        IngestConfig config = context.config().ingest();
        for (WatchedFilesConfig watch : config.watch()) {
            FileWatcher watcher = new FileWatcher(
                    watch.path(),
                    place(context, watch.path()),
                    options(watch),
                    documents::open,
                    ReadJournal.open(context.directory().resolve("ingest/" + Digest.id(watch.path()) + ".json")),
                    producer::append,
                    producer::refused,
                    context.clock());
            watchers.add(watcher);
            thread.every(Duration.ZERO, watch.every(), () -> look(watch.path(), watcher));
        }
    }

    /** Of each place. */
    public List<Map<String, Object>> status() {
        return watchers.stream().map(FileWatcher::status).toList();
    }

    @Override
    public void close() {
        thread.close();
    }

    /** The thread that looks. */
    public RepeatedTasks thread() {
        return thread;
    }

    private static void look(String path, FileWatcher watcher) {
        try {
            watcher.look();
        } catch (IOException | HttpProblem e) {
            LOG.atWarn()
                    .addKeyValue("path", path)
                    .addKeyValue("problem", e.getMessage())
                    .log("looking again later");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("path", path).setCause(e).log("a watched place failed; looking again later");
        }
    }

    private static WatchedPlace place(ServiceContext context, String path) {
        String bucket = "s3://" + context.store().bucket() + "/";
        if (path.startsWith(bucket)) {
            return new WatchedPrefix(context.store(), path.substring(bucket.length()));
        }
        if (path.contains("://")) {
            throw new IllegalArgumentException(
                    "ingest.watch.path=" + path + ": must be a directory, or " + bucket + "PREFIX");
        }
        return new WatchedDirectory(context.directory().resolve(Path.of(path)));
    }

    private static ReadOptions options(WatchedFilesConfig watch) {
        Map<String, String> defaults = new HashMap<>();
        if (watch.model() != null) {
            defaults.put("model", watch.model());
        }
        if (watch.source() != null) {
            defaults.put("source", watch.source());
        }
        ReadOptions found = ReadOptions.of("");
        return new ReadOptions("", null, null, found.mapping(), defaults);
    }
}
