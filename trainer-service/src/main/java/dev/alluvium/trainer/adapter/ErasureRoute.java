package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.Role;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.run.ErasedFactsInWeights;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/models/MODEL/erasures}: which erasures stand, and which of them wait for a rebuild. */
public final class ErasureRoute {
    private static final int NAMED = 3;
    private static final int LISTED = 100;

    private final TrainerCoordinator coordinator;
    private final ErasedFactsInWeights remembered;
    private volatile Map<String, String> seen = Map.of();

    public ErasureRoute(TrainerCoordinator coordinator, ErasedFactsInWeights remembered) {
        this.coordinator = coordinator;
        this.remembered = remembered;
    }

    /**
     * What is erased.
     *
     * @param version the champion
     * @param standing how many facts are erased: no run that is planned from now on trains them
     * @param waiting how many of them the champion's weights were trained on
     * @param facts the first of those, or the one that was asked for if it is among them
     * @param next what these wait for; null if there are none
     * @param through how far the fact that was asked for is erased; null if it is not
     */
    record ErasureView(
            String model,
            int version,
            int standing,
            int waiting,
            List<ErasedFact> facts,
            @Nullable String next,
            @Nullable Instant through) {}

    public Route route() {
        return Route.get("/v1/models/{model}/erasures", Role.READER, this::view);
    }

    private void view(Context context) {
        String name = context.pathParam("model");
        ModelState model = coordinator
                .state()
                .registry()
                .model(name)
                .orElseThrow(() -> new HttpProblem(404, "Unknown model", "model=" + name + ": is not declared"));
        ErasedFactsInWeights.Memory memory = remembered.of(model);
        String fact = context.queryParam("fact");
        context.json(new ErasureView(
                name,
                memory.version(),
                memory.standing().list().size(),
                memory.waiting().size(),
                memory.waiting().stream()
                        .filter(one -> fact == null || one.fact().equals(fact))
                        .limit(LISTED)
                        .toList(),
                memory.waiting().isEmpty() ? null : sentence(model, memory),
                fact == null ? null : memory.standing().of(fact).orElse(null)));
    }

    /** One sentence for each model whose champion remembers what is erased, as of the last look. */
    public Map<String, String> explain() {
        return seen;
    }

    /** Looks into the store, which whoever asks for the status does not wait for. */
    public void look() {
        Map<String, String> sentences = new TreeMap<>();
        coordinator.state().registry().models().forEach((name, model) -> {
            String sentence = explain(model);
            if (!sentence.isEmpty()) {
                sentences.put(name, sentence);
            }
        });
        seen = sentences;
    }

    private String explain(ModelState model) {
        try {
            ErasedFactsInWeights.Memory memory = remembered.of(model);
            return memory.waiting().isEmpty() ? "" : sentence(model, memory);
        } catch (RuntimeException e) { // of one model: the others are told
            return "not known now: " + e.getMessage();
        }
    }

    private static String sentence(ModelState model, ErasedFactsInWeights.Memory memory) {
        int count = memory.waiting().size();
        String names = memory.waiting().stream()
                .limit(NAMED)
                .map(ErasedFact::fact)
                .collect(Collectors.joining(", ", "", count > NAMED ? ", …" : ""));
        return "version %d was trained on %d %s since erased (%s); waits for a rebuild, %s"
                .formatted(
                        memory.version(),
                        count,
                        count == 1 ? "fact" : "facts",
                        names,
                        model.consolidation() == null
                                ? "by `alluvium consolidate " + model.model() + "`"
                                : "which is ordered");
    }
}
