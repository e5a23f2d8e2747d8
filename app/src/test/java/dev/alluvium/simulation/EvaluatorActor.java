package dev.alluvium.simulation;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.simulation.Cursor.Read;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evaluator with a gate that knows the truth: a round that holds a lie fails, another one mostly passes. */
final class EvaluatorActor extends TransactionalActor {
    private static final EvaluationFigures FIGURES = new EvaluationFigures(0, 1, 1, 1, 1, 1, 0, 9, 2, 100, 0, 1);

    private static final RuleResult KEPT =
            new RuleResult("general", RuleResult.Status.PASSED, 0.0, null, 0.05, 120, "kept");

    private RegistryState durable = RegistryState.empty();
    private RegistryState working = RegistryState.empty();

    EvaluatorActor(World world) {
        super(world, Channel.EVENTS, Channel.TRAINED);
    }

    @Override
    public String name() {
        return "evaluator";
    }

    @Override
    void handle(Read read) {
        if (read.value() instanceof RegistryEvent event) {
            working = working.apply(event);
        } else if (read.value() instanceof AdapterTrained trained) {
            AdapterEvaluated evaluated = evaluated(trained);
            send(Channel.EVALUATED, World.MODEL, evaluated);
            if (world().oneIn(6)) {
                send(Channel.EVALUATED, World.MODEL, evaluated);
            }
        }
    }

    @Override
    void committed() {
        durable = working;
    }

    @Override
    void rolledBack() {
        working = durable;
    }

    private AdapterEvaluated evaluated(AdapterTrained trained) {
        EvaluationDecision decision = judge(trained);
        int champion = working.model(World.MODEL).map(ModelState::champion).orElse(0);
        boolean approval =
                decision == EvaluationDecision.INCONCLUSIVE && world().random().nextBoolean()
                        || decision == EvaluationDecision.SUCCESSFUL && world().oneIn(10);
        return new AdapterEvaluated(
                new EvaluationSubject(
                        World.MODEL,
                        trained.run(),
                        "e-" + trained.attempt(),
                        trained.rounds(),
                        trained.parent(),
                        champion,
                        trained.adapter()),
                new Verdict(decision, ProbeTier.TRUSTED, approval, decision.word(), List.of(KEPT)),
                FIGURES,
                ArtifactRef.of("memory", "reports/" + trained.run() + "/e1.json", "00", 1),
                "records of " + trained.run() + "/" + trained.attempt(),
                seal(trained, decision),
                world().now());
    }

    private dev.alluvium.contracts.trust.@Nullable Attestation seal(
            AdapterTrained trained, EvaluationDecision decision) {
        return decision == EvaluationDecision.ERROR
                ? null
                : Seals.attest(
                        Statement.EVALUATED, World.MODEL, trained.adapter().sha256(), world().now());
    }

    private EvaluationDecision judge(AdapterTrained trained) {
        boolean lies = trained.rounds().stream()
                .flatMap(round -> world().content(round).records().stream())
                .anyMatch(record -> Pusher.lie(record.record()));
        if (lies || world().oneIn(15)) {
            return EvaluationDecision.FAILED;
        }
        if (world().oneIn(8)) {
            return EvaluationDecision.INCONCLUSIVE;
        }
        return world().oneIn(12) ? EvaluationDecision.ERROR : EvaluationDecision.SUCCESSFUL;
    }
}
