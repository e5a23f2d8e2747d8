package dev.alluvium.serving.vllm;

import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether what a server computes under a name is the version that the name stands for.
 *
 * @param tolerance in nats, see {@link ProbeLogprobs#distance}
 */
public record ServedVersionCheck(double tolerance) {
    /**
     * Why it is not, or cannot be told; empty where it is.
     *
     * @param version what the name stands for, for people
     * @param expected what the version computes; null where that is not known yet
     * @param others what else the server holds, the base among it, by what people call it
     */
    public Optional<VersionRefusal> of(
            String version, ProbeLogprobs seen, @Nullable ProbeLogprobs expected, Map<String, ProbeLogprobs> others) {
        Optional<String> mistaken = others.entrySet().stream()
                .filter(other -> seen.within(tolerance, other.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (expected != null && !seen.within(tolerance, expected)) {
            return Optional.of(
                    mistaken.map(other -> refuse(
                                    version,
                                    "computes what " + other + " computes; it is loaded again under another name"))
                            .orElseGet(
                                    () -> refuse(
                                            version,
                                            "differs from what it should compute by "
                                                    + ProbeLogprobs.nats(seen.distance(expected))
                                                    + ", the tolerance is " + tolerance
                                                    + "; check the server's --model, --dtype and quantization, or raise vllm.tolerance")));
        } else if (expected == null && mistaken.isPresent()) {
            return Optional.of(refuse(
                    version, "computes what " + mistaken.get() + " computes; it is loaded again under another name"));
        }
        ProbeLogprobs own = expected == null ? seen : expected;
        return others.entrySet().stream()
                .filter(other -> !own.apart(tolerance, other.getValue()) || seen.within(tolerance, other.getValue()))
                .map(other -> new VersionRefusal(
                        Reason.INDISTINCT,
                        version + " and " + other.getKey() + " differ by "
                                + ProbeLogprobs.nats(own.distance(other.getValue()))
                                + " at most, less than twice the tolerance of " + tolerance
                                + ", so none can be proved; name prompts about what was learnt in vllm.prompts"))
                .findFirst();
    }

    /** For people: how far it is from what it should compute, and from what is nearest else. */
    public static String margin(ProbeLogprobs seen, ProbeLogprobs expected, Map<String, ProbeLogprobs> others) {
        String own = ProbeLogprobs.nats(seen.distance(expected)) + " nats from what it should compute";
        return others.values().stream()
                .map(seen::distance)
                .min(Double::compare)
                .map(nearest -> own + ", " + ProbeLogprobs.nats(nearest) + " from the nearest other version there")
                .orElse(own);
    }

    private static VersionRefusal refuse(String version, String what) {
        return new VersionRefusal(
                Reason.OTHER_VERSION, "the server says that it answers with " + version + ", and " + what);
    }
}
