package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ParaphrasesConfig;
import dev.alluvium.trainer.Configs;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.paraphrase.Rewriter;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trainers that share a directory, and what they are told to do. */
final class Trainers {
    /** A run over the first round from the bare base. */
    static final NextRun FIRST = new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0);

    private static final Signer SIGNER =
            new Signer("trainer", TrustKeys.generate().getPrivate());
    private static final Function<ParaphrasesConfig, Rewriter> NOBODY = config -> {
        throw new AssertionError("nobody is to be asked");
    };

    private final Path directory;
    private final String base;
    private Duration lease = Duration.ofMinutes(10);
    private Duration checkpoints = Duration.ofMinutes(1);
    private @Nullable Integer threads = 1;
    private LoadOptions options = LoadOptions.cpu();
    private Function<ParaphrasesConfig, Rewriter> rewriters = NOBODY;

    Trainers(Path directory) {
        this.directory = directory;
        this.base = RandomBase.measured(directory.resolve("base"), 1).toUri().toString();
    }

    Trainers leasing(Duration length) {
        lease = length;
        return this;
    }

    Trainers savingEveryStep() {
        checkpoints = Duration.ZERO;
        return this;
    }

    Trainers on(LoadOptions other) {
        options = other;
        return this;
    }

    Trainers with(@Nullable Integer count) {
        threads = count;
        return this;
    }

    Trainers asking(Rewriter rewriter) {
        rewriters = config -> rewriter;
        return this;
    }

    /** A model on the random base, with some of its training's keys given. */
    ModelConfig model(String training) {
        return Configs.model(base, training);
    }

    String base() {
        return base;
    }

    /** @param owner names the trainer in leases */
    RunExecution execution(ObjectStore store, String owner) {
        return new RunExecution(
                store,
                new BaseDirectories(store, directory.resolve("bases"), Map.of()),
                SIGNER,
                Clock.systemUTC(),
                owner,
                directory.resolve("work"),
                new RunExecution.Timing(lease, checkpoints),
                new RunExecution.Means(null, threads, options, rewriters));
    }

    /** A run over the second round on a champion's adapter. */
    static NextRun second(ArtifactRef champion) {
        return new NextRun("notes", "run-2", 1, champion, null, List.of("r000002"), List.of("r000001"), 0);
    }

    static RunListener eachStep(Consumer<RecipeObserver.Step> heard) {
        return new RunListener() {
            @Override
            public void step(RecipeObserver.Step step) {
                heard.accept(step);
            }
        };
    }

    static RunListener eachPlan(Consumer<RunPlan> heard) {
        return new RunListener() {
            @Override
            public void planned(RunPlan plan, int done) {
                heard.accept(plan);
            }
        };
    }

    /** Stops the service after a step. */
    static RunListener closingAfter(int last, StopSignal stop) {
        return eachStep(step -> {
            if (step.tally().step() == last) {
                stop.stop(StopSignal.Reason.CLOSING);
            }
        });
    }

    static AdapterTrained trained(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Finished.class);
        return (AdapterTrained) ((RunEnd.Finished) end).result();
    }

    static TrainingFailed failed(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Finished.class);
        return (TrainingFailed) ((RunEnd.Finished) end).result();
    }

    static String held(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Held.class);
        return ((RunEnd.Held) end).why();
    }
}
