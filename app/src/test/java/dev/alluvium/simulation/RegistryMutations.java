package dev.alluvium.simulation;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.FAILED;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.EvaluationDeferred;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.registry.decide.RegistryCommand.Evaluated;
import dev.alluvium.registry.decide.RegistryCommand.TrainingEnded;
import dev.alluvium.registry.decide.RegistryDecider;
import dev.alluvium.registry.decide.RegistryDecision;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.registry.decide.RegistrySettings;
import java.util.List;
import java.util.Optional;

/** The registry with one of its rules broken. */
final class RegistryMutations {
    private RegistryMutations() {}

    static RegistryDecision decide(
            World world, RegistryState state, RegistryCommand command, RegistrySettings settings) {
        return switch (world.mutation()) {
            case PROMOTE_WITHOUT_PARENT_CHECK ->
                promoteAnything(state, command).orElseGet(() -> RegistryDecider.handle(state, command, settings));
            case PROMOTE_FAILED -> RegistryDecider.handle(state, overruled(command), settings);
            case REGISTER_REPEATED_RUNS -> RegistryDecider.handle(state, renamed(state, command), settings);
            case SILENT_ROLLBACK -> silent(RegistryDecider.handle(state, command, settings));
            case FORGET_EARLY_VERDICTS -> forgetful(RegistryDecider.handle(state, command, settings));
            default -> RegistryDecider.handle(state, command, settings);
        };
    }

    private static Optional<RegistryDecision> promoteAnything(RegistryState state, RegistryCommand command) {
        return command instanceof Evaluated evaluated
                ? state.model(command.model())
                        .flatMap(model -> passed(model, evaluated.evaluation())
                                .map(version -> promoted(state, model, version, command)))
                : Optional.empty();
    }

    private static Optional<VersionState> passed(ModelState model, AdapterEvaluated it) {
        return model.byRun(it.run())
                .filter(version -> version.parent() != model.champion() && version.version() != model.champion())
                .filter(version -> it.verdict().decision() == SUCCESSFUL);
    }

    private static RegistryDecision promoted(
            RegistryState state, ModelState model, VersionState version, RegistryCommand command) {
        RegistryEvent event = RegistryEvent.of(
                "unchecked/" + state.events(),
                model.model(),
                "mutation",
                "passed",
                command.at(),
                new VersionPromoted(version.version(), model.champion(), true, null));
        return new Accepted(List.of(event), Optional.empty(), List.of(), state.apply(event));
    }

    private static RegistryCommand renamed(RegistryState state, RegistryCommand command) {
        boolean repeated = command instanceof TrainingEnded ended
                && ended.result() instanceof AdapterTrained trained
                && state.model(command.model())
                        .flatMap(model -> model.byRun(trained.run()))
                        .isPresent();
        if (!repeated) {
            return command;
        }
        AdapterTrained it = (AdapterTrained) ((TrainingEnded) command).result();
        AdapterTrained again = new AdapterTrained(
                it.model(),
                it.run() + "-" + state.events(),
                it.attempt(),
                it.rounds(),
                it.parent(),
                it.rebuild(),
                it.adapter(),
                it.attestation(),
                it.figures(),
                it.at());
        return new TrainingEnded(again, command.at());
    }

    private static RegistryCommand overruled(RegistryCommand command) {
        boolean failed = command instanceof Evaluated evaluated
                && evaluated.evaluation().verdict().decision() == FAILED;
        if (!failed) {
            return command;
        }
        AdapterEvaluated it = ((Evaluated) command).evaluation();
        Verdict said = it.verdict();
        AdapterEvaluated passed = new AdapterEvaluated(
                it.subject(),
                new Verdict(SUCCESSFUL, said.evidence(), said.needsApproval(), said.reason(), said.rules()),
                it.figures(),
                it.report(),
                it.content(),
                it.attestation(),
                it.at());
        return new Evaluated(passed, command.at());
    }

    private static RegistryDecision silent(RegistryDecision decision) {
        boolean rollback = decision instanceof Accepted accepted
                && accepted.events().stream().anyMatch(event -> event.change() instanceof RolledBack);
        return rollback ? withControl((Accepted) decision, List.of()) : decision;
    }

    private static RegistryDecision withControl(Accepted accepted, List<ControlCommand> control) {
        return new Accepted(accepted.events(), accepted.desired(), control, accepted.after());
    }

    private static RegistryDecision forgetful(RegistryDecision decision) {
        boolean early = decision instanceof Accepted accepted
                && accepted.events().stream().anyMatch(event -> event.change() instanceof EvaluationDeferred);
        return early ? new RegistryDecision.Nothing("forgotten") : decision;
    }
}
