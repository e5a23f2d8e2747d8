package dev.alluvium.settings;

import java.time.Duration;
import java.util.List;
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
        @LeftOut("required, or `service`") List<String> pods,
        @LeftOut("required, or `pods`") @Nullable String service,
        String adapters,
        @LeftOut("as `adapters`") @Nullable String podAdapters,
        @Default("16") int maxLoraRank,
        @Default("1") int maxLoras,
        @Default("10s") Duration timeout,
        @Default("1m") Duration loadTimeout,
        @Default("0.2") double tolerance,

        @LeftOut("`computed` up to 2 GiB of weights, else `observed`") @Nullable Reference reference,

        List<String> prompts,
        @Default("") String apiKey,
        @Default("owner") ReadableBy readableBy) {
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

    public VllmConfig {
        pods = List.copyOf(pods);
        prompts = List.copyOf(prompts);
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
        String seen = seenAs(podAdapters, adapters);
        if (!seen.startsWith("/")) {
            throw new IllegalArgumentException(
                    "pod-adapters=" + seen + ": must be an absolute path, as the servers see it; try /adapters");
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

    /** {@code adapters} as the servers see it. */
    public String adaptersOfPods() {
        return seenAs(podAdapters, adapters);
    }

    private static String seenAs(@Nullable String podAdapters, String adapters) {
        return podAdapters == null ? adapters : podAdapters;
    }

    /** Refuses what training would make and no server would load. */
    void checkRank(int rank) {
        if (rank > maxLoraRank) {
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
