package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.work.WorkPool;
import dev.alluvium.serving.adapter.store.CachedAdapters;
import dev.alluvium.serving.engine.PromptSettings;
import dev.alluvium.settings.VllmConfig;
import dev.alluvium.settings.VllmConfig.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes fleets of vLLM servers. */
public final class PodFleets implements AutoCloseable {
    /** Above this a base is not loaded into the serving process to compute what versions should compute. */
    static final long MOST_COMPUTED_BYTES = 2L << 30;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int RADIX = 36;

    private final ObjectStore store;
    private final Function<String, Path> directories;
    private final Function<String, BaseModel> bases;
    private final Path local;
    private final Clock clock;
    private final long adapterCache;
    private final Supplier<Set<String>> resident;
    private final WorkPool executor = WorkPool.growing("serving-vllm");
    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Map<String, PromptSettings> texts = new ConcurrentHashMap<>();
    private final Map<String, Boolean> small = new ConcurrentHashMap<>();
    private final AtomicLong lastStamp = new AtomicLong();

    /**
     * @param directories finds a base's directory by its name
     * @param bases loads a base by its name
     * @param local where it is remembered what the first server computed with a version
     */
    public PodFleets(
            ObjectStore store,
            Function<String, Path> directories,
            Function<String, BaseModel> bases,
            Path local,
            Clock clock) {
        this(store, directories, bases, local, clock, Long.MAX_VALUE, Set::of);
    }

    /**
     * As above.
     *
     * @param adapterCache bytes that the adapters of one model's servers may take
     * @param resident digests of the adapters that stay
     */
    public PodFleets(
            ObjectStore store,
            Function<String, Path> directories,
            Function<String, BaseModel> bases,
            Path local,
            Clock clock,
            long adapterCache,
            Supplier<Set<String>> resident) {
        this.adapterCache = adapterCache;
        this.resident = resident;
        this.store = store;
        this.directories = directories;
        this.bases = bases;
        this.local = local;
        this.clock = clock;
    }

    /** The servers of one model; nothing is asked of them, and no base is looked for, before the first heartbeat. */
    public PodFleet open(String model, VllmConfig config, PodFleet.Events events) {
        Predicate<String> computes = config.reference() == null
                ? base -> small.computeIfAbsent(base, name -> weights(directories.apply(name)) <= MOST_COMPUTED_BYTES)
                : base -> config.reference() == Reference.COMPUTED;
        PodParts parts = new PodParts(
                http,
                new CachedAdapters(store, Path.of(config.adapters()), config.readableBy(), adapterCache, resident),
                base -> computes.test(base) ? PromptSettings.of(bases.apply(base)) : text(base),
                new ChosenReferences(computes, new ComputedReferences(bases), new ObservedReferences(local)),
                this::stamp,
                new PodStreams(),
                executor);
        return new PodFleet(model, config, parts, events, clock);
    }

    private static long weights(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            long bytes = 0;
            for (Path file : files.filter(path -> path.toString().endsWith(".safetensors"))
                    .toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    /** Without the weights, which such a base has too many of. */
    private PromptSettings text(String base) {
        return texts.computeIfAbsent(base, name -> {
            Path directory = directories.apply(name);
            return new PromptSettings(Tokenizer.load(directory), PromptTemplate.load(directory), Integer.MAX_VALUE);
        });
    }

    /** From the clock, so that a restarted process gives no name twice either. */
    private String stamp() {
        long next = lastStamp.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        return Long.toString(next, RADIX);
    }

    /** The threads that it works on. */
    public WorkPool threads() {
        return executor;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        texts.values().forEach(text -> text.tokenizer().close());
    }
}
