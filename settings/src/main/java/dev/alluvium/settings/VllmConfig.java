package dev.alluvium.settings;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * vLLM servers that answer for a model in place of the serving process, which drives them.
 *
 * @param pods addresses of the servers
 * @param service address of a headless service in place of them: each address that its name resolves to is a server
 * @param adapters directory that the servers see too, as this process sees it
 * @param podAdapters the same directory as the servers see it
 * @param maxLoraRank what the servers were given as {@code --max-lora-rank}
 * @param maxLoras what the servers were given as {@code --max-loras}
 * @param timeout of a request that loads nothing, and until an answer is taken on
 * @param loadTimeout until an adapter is loaded, until it computes for the first time, and between two tokens of an answer
 * @param tolerance in nats: by how much the log-probabilities of likely tokens may differ from the version's, on average
 * @param reference where a version's log-probabilities come from
 * @param prompts on which versions are told apart, beside those that ship
 * @param apiKey what the servers were given as {@code --api-key}
 * @param readableBy who may read the adapters in {@code adapters}: a server that runs as another user must be allowed to
 */
@WhenOff(absent = true)
public record VllmConfig(
        @LeftOut("required, or `service`") @Nullable List<String> pods,
        @LeftOut("required, or `pods`") @Nullable String service,
        @Nullable String adapters,
        @LeftOut("as `adapters`") @Nullable String podAdapters,
        @Nullable Integer maxLoraRank,
        @Nullable Integer maxLoras,
        @Nullable Duration timeout,
        @Nullable Duration loadTimeout,
        @Nullable Double tolerance,

        @LeftOut("`computed` up to 2 GiB of weights, else `observed`") @Nullable Reference reference,

        @Nullable List<String> prompts,
        @Nullable String apiKey,
        @Nullable ReadableBy readableBy) {
    private static final double MOST_TOLERANCE = 2;

    /** A scheme, a host by name or address, and perhaps a port and a path. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://([\\p{Alnum}._-]+|\\[[\\p{XDigit}:.]+])(:\\d{1,5})?(/\\S*)?");

    /** Where a version's log-probabilities come from. */
    public enum Reference {
        /** This process loads the base and the adapter, and computes them. */
        COMPUTED,
        /** The first server that loads the version says them; from then on they must stay. */
        OBSERVED
    }

    /** Who may read files beside the service. */
    public enum ReadableBy {
        OWNER,
        GROUP,
        EVERYONE
    }

    /** With adapters that only their owner may read. */
    public VllmConfig(
            @Nullable List<String> pods,
            @Nullable String service,
            @Nullable String adapters,
            @Nullable String podAdapters,
            @Nullable Integer maxLoraRank,
            @Nullable Integer maxLoras,
            @Nullable Duration timeout,
            @Nullable Duration loadTimeout,
            @Nullable Double tolerance,
            @Nullable Reference reference,
            @Nullable List<String> prompts,
            @Nullable String apiKey) {
        this(
                pods,
                service,
                adapters,
                podAdapters,
                maxLoraRank,
                maxLoras,
                timeout,
                loadTimeout,
                tolerance,
                reference,
                prompts,
                apiKey,
                null);
    }

    public VllmConfig {
        readableBy = readableBy == null ? ReadableBy.OWNER : readableBy;
        pods = pods == null ? List.of() : List.copyOf(pods);
        podAdapters = podAdapters == null ? adapters : podAdapters;
        maxLoraRank = maxLoraRank == null ? Integer.valueOf(16) : maxLoraRank;
        maxLoras = maxLoras == null ? Integer.valueOf(1) : maxLoras;
        timeout = timeout == null ? Duration.ofSeconds(10) : timeout;
        loadTimeout = loadTimeout == null ? Duration.ofMinutes(1) : loadTimeout;
        tolerance = tolerance == null ? Double.valueOf(0.2) : tolerance;
        prompts = prompts == null ? List.of() : List.copyOf(prompts);
        apiKey = apiKey == null ? "" : apiKey;
        if (pods.isEmpty() == (service == null)) {
            throw new IllegalArgumentException("pods=" + pods
                    + ": name the servers in pods or a headless service in service; try pods: [http://localhost:8000]");
        }
        pods.forEach(pod -> checkAddress("pods", pod));
        if (service != null) {
            checkAddress("service", service);
        }
        if (adapters == null || adapters.isBlank()) {
            throw new IllegalArgumentException("adapters=" + adapters
                    + ": must be a directory that the servers see too; try /adapters on a volume that both mount");
        }
        if (!Objects.requireNonNull(podAdapters).startsWith("/")) {
            throw new IllegalArgumentException(
                    "pod-adapters=" + podAdapters + ": must be an absolute path, as the servers see it; try /adapters");
        }
        ConfigChecks.atLeast("max-lora-rank", maxLoraRank, 1);
        ConfigChecks.atLeast("max-loras", maxLoras, 1);
        checkPositive("timeout", timeout);
        checkPositive("load-timeout", loadTimeout);
        if (!(tolerance > 0 && tolerance <= MOST_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "tolerance=" + tolerance + ": must be above 0 and at most " + MOST_TOLERANCE + "; try 0.2");
        }
    }

    private static void checkAddress(String key, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    key + "=" + address + ": must be http:// or https:// and a host; try http://localhost:8000");
        }
    }

    private static void checkPositive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(key + "=" + value + ": must be longer than nothing; try 10s");
        }
    }

    /** Refuses what training would make and no server would load. */
    void checkRank(@Nullable Integer rank) {
        if (rank != null && rank > Objects.requireNonNull(maxLoraRank)) {
            throw new IllegalArgumentException(
                    "training.rank=" + rank + ": the vLLM servers take at most vllm.max-lora-rank=" + maxLoraRank
                            + "; start them with --max-lora-rank " + rank + " and say so in vllm.max-lora-rank");
        }
    }

    @Override
    public String toString() {
        return "VllmConfig[pods=" + pods + ", service=" + service + ", adapters=" + adapters + "]";
    }
}
