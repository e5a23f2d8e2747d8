package dev.alluvium.serving.vllm;

import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides step by step how a server comes to hold a version, from what it shows each time. A load whose reply was lost is found
 * in the next listing, and so is what a process before this one has loaded.
 *
 * @param model whose adapters are ours; others on the same server are left alone
 * @param maxLoraRank the highest rank that the server takes
 */
public record PodPlan(String model, int maxLoraRank) {
    /**
     * The next step towards {@code wanted}.
     *
     * @param held names that this process uses
     * @param shunned names that failed their proof, or are being unloaded
     * @param stamp for a name, never given before
     */
    public PodStep next(WantedVersion wanted, ServedModels shown, Set<String> held, Set<String> shunned, String stamp) {
        if (shown.base().isEmpty()) {
            return new PodStep.Refuse(new VersionRefusal(Reason.FAILING, "the server lists no base model"));
        } else if (wanted.isBase()) {
            return new PodStep.Prove(shown.base().get().id());
        } else if (wanted.rank() > maxLoraRank) {
            return new PodStep.Refuse(new VersionRefusal(
                    Reason.RANK,
                    "the adapter's rank " + wanted.rank() + " is above max-lora-rank=" + maxLoraRank
                            + "; start vLLM with --max-lora-rank " + wanted.rank()
                            + " and say so in vllm.max-lora-rank"));
        }
        List<ServedModels.Entry> ours =
                shown.entries().stream().filter(this::isOurs).toList();
        Optional<ServedModels.Entry> there = ours.stream()
                .filter(entry -> !shunned.contains(entry.id()) && stands(entry, wanted))
                .findFirst();
        Optional<ServedModels.Entry> idle = ours.stream()
                .filter(entry -> !held.contains(entry.id()))
                .filter(entry -> there.isEmpty() || !entry.equals(there.get()))
                .findFirst();
        if (idle.isPresent()) {
            return new PodStep.Unload(idle.get().id());
        }
        return there.<PodStep>map(entry -> new PodStep.Prove(entry.id()))
                .orElseGet(() -> new PodStep.Load(AdapterName.of(wanted, stamp), wanted.path()));
    }

    /** Names that should be there and are not: the server was restarted, or somebody unloaded them. */
    public static Set<String> missing(Set<String> held, ServedModels shown) {
        return held.stream().filter(name -> !shown.has(name)).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private boolean isOurs(ServedModels.Entry entry) {
        return entry.isAdapter()
                && AdapterName.parse(entry.id())
                        .filter(name -> name.model().equals(model))
                        .isPresent();
    }

    private static boolean stands(ServedModels.Entry entry, WantedVersion wanted) {
        return entry.root().equals(wanted.path())
                && AdapterName.parse(entry.id())
                        .filter(name -> name.names(wanted))
                        .isPresent();
    }
}
