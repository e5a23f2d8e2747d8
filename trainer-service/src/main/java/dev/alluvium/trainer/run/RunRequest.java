package dev.alluvium.trainer.run;

import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.trainer.plan.NextRun;
import java.util.Collection;

/**
 * A request for a run.
 *
 * @param probes trusted probes of the model, for a new plan
 */
record RunRequest(
        NextRun next, ModelConfig model, Collection<FactProbes> probes, StopSignal stop, RunListener listener) {
    /** The base as the configuration names it. */
    String base() {
        return model.base();
    }
}
