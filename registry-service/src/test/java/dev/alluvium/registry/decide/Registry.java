package dev.alluvium.registry.decide;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.RegistryCommand.Order;
import dev.alluvium.settings.CanaryConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A registry in memory that tests drive: it keeps the log and all that was sent. */
final class Registry {
    static final String MODEL = "support";
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    final List<RegistryEvent> log = new ArrayList<>();
    final List<ControlCommand> control = new ArrayList<>();
    final List<ServingDesired> desired = new ArrayList<>();
    private final TestKeys keys = new TestKeys();
    private UnaryOperator<RegistryCommand> commands = UnaryOperator.identity();
    private UnaryOperator<RegistryDecision> decisions = UnaryOperator.identity();
    private @Nullable CanaryConfig canary;
    private RegistryState state = RegistryState.empty();

    /** A registry that knows {@link #MODEL}. */
    static Registry declared() {
        Registry registry = new Registry();
        registry.handle(new RegistryCommand.DeclareModel(MODEL, "tiny", NOW));
        return registry;
    }

    /** Tries versions on users first from now on. */
    Registry canary() {
        return canary(CanaryConfig.DEFAULT);
    }

    Registry canary(CanaryConfig plan) {
        canary = plan;
        return this;
    }

    /** Breaks it on purpose: what it is told and what it decides are changed first. */
    Registry broken(UnaryOperator<RegistryCommand> told, UnaryOperator<RegistryDecision> decided) {
        commands = told;
        decisions = decided;
        return this;
    }

    RegistryDecision handle(RegistryCommand command) {
        RegistryDecision decision =
                decisions.apply(RegistryDecider.handle(state, commands.apply(command), keys.settings(3, canary)));
        if (decision instanceof RegistryDecision.Accepted accepted) {
            log.addAll(accepted.events());
            control.addAll(accepted.control());
            accepted.desired().ifPresent(desired::add);
            state = accepted.after();
        }
        return decision;
    }

    TestKeys keys() {
        return keys;
    }

    RegistryState state() {
        return state;
    }

    ModelState model() {
        return state.models().get(MODEL);
    }

    RegistryDecision trained(String run, int parent, String... rounds) {
        ArtifactRef adapter = adapter(run);
        return handle(new RegistryCommand.TrainingEnded(
                new AdapterTrained(
                        MODEL,
                        run,
                        "a1",
                        List.of(rounds),
                        parent,
                        adapter,
                        keys.trainer.attest(Statement.TRAINED, MODEL, adapter.sha256(), NOW),
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0),
                        NOW),
                NOW));
    }

    RegistryDecision trainedBySomebody(String run, int parent, String... rounds) {
        ArtifactRef adapter = adapter(run);
        return handle(new RegistryCommand.TrainingEnded(
                new AdapterTrained(
                        MODEL,
                        run,
                        "a1",
                        List.of(rounds),
                        parent,
                        adapter,
                        keys.evaluator.attest(Statement.TRAINED, MODEL, adapter.sha256(), NOW),
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0),
                        NOW),
                NOW));
    }

    RegistryDecision failed(String run, String reason, String... rounds) {
        return handle(new RegistryCommand.TrainingEnded(
                new TrainingFailed(MODEL, run, List.of(rounds), 0, reason, "said so", NOW), NOW));
    }

    /** A run that trained from a base on all current facts. */
    RegistryDecision rebuilt(String run, int parent, Rebuild rebuild) {
        ArtifactRef adapter = adapter(run);
        return handle(new RegistryCommand.TrainingEnded(
                new AdapterTrained(
                        MODEL,
                        run,
                        "a1",
                        List.of(),
                        parent,
                        rebuild,
                        adapter,
                        keys.trainer.attest(Statement.TRAINED, MODEL, adapter.sha256(), NOW),
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0),
                        NOW),
                NOW));
    }

    RegistryDecision rebuildFailed(String run, int parent, Rebuild rebuild, String reason) {
        return handle(new RegistryCommand.TrainingEnded(
                new TrainingFailed(MODEL, run, List.of(), parent, rebuild, reason, "said so", NOW), NOW));
    }

    RegistryDecision consolidate() {
        return handle(new RegistryCommand.Consolidate(MODEL, order("drift")));
    }

    RegistryDecision cancel() {
        return handle(new RegistryCommand.Cancel(MODEL, order("wrong learning rate")));
    }

    RegistryDecision evaluated(PlayedVerdict verdict) {
        return handle(new RegistryCommand.Evaluated(verdict.message(keys), NOW));
    }

    /** A version trained and promoted from the present champion. */
    int promotedVersion(String run, String... rounds) {
        int champion = model().champion();
        trained(run, champion, rounds);
        evaluated(PlayedVerdict.of(run, champion, EvaluationDecision.SUCCESSFUL));
        return model().champion();
    }

    RegistryDecision promote(int version) {
        return handle(new RegistryCommand.Promote(MODEL, version, false, null, order("ok")));
    }

    RegistryDecision approve(int version, String reason) {
        return handle(new RegistryCommand.Promote(MODEL, version, true, null, order(reason)));
    }

    RegistryDecision tryOut(int version) {
        return handle(new RegistryCommand.Promote(
                MODEL, version, false, new RegistryCommand.TryOut(0.2, null, null, null), order("carefully")));
    }

    RegistryDecision postpone(int version) {
        return handle(new RegistryCommand.Postpone(MODEL, version, order("not now")));
    }

    RegistryDecision reject(int version) {
        return handle(new RegistryCommand.Reject(MODEL, version, order("not that one")));
    }

    /** The experiment that runs ends. */
    RegistryDecision concluded(Conclusion conclusion) {
        Canary running = model().canary();
        return concluded(running == null ? "none" : running.experiment(), conclusion);
    }

    RegistryDecision concluded(String experiment, Conclusion conclusion) {
        Canary running = model().canary();
        int champion = model().champion();
        return handle(ended(
                experiment,
                champion,
                running == null ? 0 : running.version(),
                model().generation(),
                conclusion,
                new Baseline(champion, new TreeMap<>(Map.of("score", new Baseline.Sample(400, 0.6, 0.0006))))));
    }

    /** The watch of the champion ends. */
    RegistryDecision watchEnded(Conclusion conclusion) {
        PromotionWatch watch = model().watch();
        return watch == null
                ? watchEnded("none", model().champion(), model().generation(), conclusion)
                : watchEnded(watch.watch(), watch.version(), model().generation(), conclusion);
    }

    RegistryDecision watchEnded(String watch, int version, long generation, Conclusion conclusion) {
        return handle(ended(watch, 0, version, generation, conclusion, null));
    }

    private static RegistryCommand ended(
            String id,
            int champion,
            int challenger,
            long generation,
            Conclusion conclusion,
            @Nullable Baseline baseline) {
        return new RegistryCommand.Concluded(
                new ExperimentConcluded(
                        MODEL, id, champion, challenger, generation, conclusion, "users say so", baseline, NOW),
                NOW);
    }

    RegistryDecision rollback(@Nullable Integer to) {
        return handle(new RegistryCommand.Rollback(MODEL, to, false, order("wrong answers")));
    }

    RegistryDecision drill() {
        return handle(new RegistryCommand.Rollback(MODEL, null, true, order("practice")));
    }

    RegistryDecision resume() {
        return handle(new RegistryCommand.Resume(MODEL, order("repaired")));
    }

    RegistryDecision freeze() {
        return handle(new RegistryCommand.Freeze(MODEL, order("release week")));
    }

    RegistryDecision requeue(String round) {
        return handle(new RegistryCommand.Requeue(MODEL, round, order("repaired at the source")));
    }

    static Order order(String reason) {
        return new Order("ops", reason, NOW);
    }

    static Order order(String reason, @Nullable String key, @Nullable Integer expectedFrom) {
        return new Order("ops", reason, NOW, key == null ? null : new OrderId(key, "c0"), expectedFrom);
    }

    static ArtifactRef adapter(String run) {
        String sha256 = Digest.sha256(run.getBytes(StandardCharsets.UTF_8));
        return ArtifactRef.of("alluvium", "runs/" + run + "/a1/adapter/", sha256, 100);
    }
}
