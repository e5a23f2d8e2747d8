package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.trainer.Plans;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.plan.NextRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasedFactsInWeightsTest {
    private static final CleanRecord WEIGHT = qa("weight", 1, "How heavy?", "3 kg");
    private static final ErasedFact WEIGHT_IS_GONE = new ErasedFact("weight", WEIGHT.revision());
    private static final ArtifactRef ADAPTER = ArtifactRef.of("bucket", "runs/x/a001/adapter/", "00", 1);
    private static final Attestation TRAINED =
            new Attestation(Statement.TRAINED, "notes", "00", "trainer", "", Instant.EPOCH);
    private static final TrainingFigures FIGURES = new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ErasedFactsInWeights remembered = new ErasedFactsInWeights(store);
    private final List<RegistryEvent> log = new ArrayList<>();

    @BeforeEach
    void declare() {
        Rounds.put(store, "r000001", List.of(WEIGHT, qa("colour", 1, "Which colour?", "Red")));
        happens(new ModelDeclared("tiny"));
    }

    @Test
    void shouldNameWhatTheChampionWasTrainedOnBeforeItWasErased() {
        // Given
        promoted(1, 0, null, List.of("r000001"), List.of());
        List<ErasedFact> before = remembered.of(model()).waiting();

        // When
        erased("r000002", WEIGHT_IS_GONE, new ErasedFact("size", WEIGHT.revision()));

        // Then
        ErasedFactsInWeights.Memory memory = remembered.of(model());
        assertThat(before).isEmpty();
        assertThat(memory.version()).isEqualTo(1);
        assertThat(memory.standing().through()).containsOnlyKeys("size", "weight");
        assertThat(memory.waiting()).containsExactly(WEIGHT_IS_GONE);
    }

    @Test
    void shouldRememberThroughVersionsThatGoOnFromTheWeights() {
        // Given
        promoted(1, 0, null, List.of("r000001"), List.of());
        erased("r000002", WEIGHT_IS_GONE);
        Rounds.put(store, "r000003", List.of(qa("price", 1, "How much?", "90")));

        // When
        promoted(2, 1, null, List.of("r000003"), List.of(WEIGHT_IS_GONE));

        // Then
        assertThat(remembered.of(model()).waiting()).containsExactly(WEIGHT_IS_GONE);
    }

    @Test
    void shouldForgetWithARebuildThatLeftItOutAndRememberAgainAfterItsRollback() {
        // Given
        promoted(1, 0, null, List.of("r000001"), List.of());
        erased("r000002", WEIGHT_IS_GONE);

        // When
        promoted(2, 1, new Rebuild("o1", "tiny"), List.of(), List.of(WEIGHT_IS_GONE));
        List<ErasedFact> rebuilt = remembered.of(model()).waiting();
        happens(new RolledBack(2, 1, false));

        // Then
        assertThat(rebuilt).isEmpty();
        assertThat(remembered.of(model()).waiting()).containsExactly(WEIGHT_IS_GONE);
    }

    @Test
    void shouldRememberWhatWasErasedAfterTheRebuildWasPlanned() {
        // Given
        promoted(1, 0, null, List.of("r000001"), List.of());

        // When
        promoted(2, 1, new Rebuild("o1", "tiny"), List.of(), List.of());
        erased("r000002", WEIGHT_IS_GONE);

        // Then
        assertThat(remembered.of(model()).waiting()).containsExactly(WEIGHT_IS_GONE);
    }

    @Test
    void shouldBelieveAPlanOfAnEarlierVersionByTheErasuresOfItsOwnRounds() {
        // Given
        promoted(1, 0, null, List.of("r000001"), List.of());
        Rounds.put(store, "notes", "r000002", List.of(qa("price", 1, "How much?", "90")), List.of(WEIGHT_IS_GONE));
        promoted(2, 1, null, List.of("r000002"), null);

        // When
        promoted(3, 2, new Rebuild("o1", "tiny"), List.of(), null);

        // Then
        assertThat(remembered.of(model()).waiting()).isEmpty();
    }

    private void erased(String round, ErasedFact... facts) {
        Rounds.put(store, "notes", round, List.of(), List.of(facts));
    }

    /** A version that was planned with these erasures. */
    private void promoted(
            int version,
            int parent,
            @Nullable Rebuild rebuild,
            List<String> rounds,
            @Nullable List<ErasedFact> leftOut) {
        NextRun run = new NextRun("notes", "run-" + version, parent, null, rebuild, rounds, List.of(), 0);
        new Attempts(store).begin(Plans.leavingOut(run, leftOut));
        happens(new VersionTrained(version, run.run(), rounds, parent, rebuild, ADAPTER, TRAINED, FIGURES));
        happens(new VersionPromoted(version, parent, true, TRAINED));
    }

    private void happens(Change change) {
        log.add(RegistryEvent.of("e" + log.size(), "notes", "test", "", Instant.EPOCH, change));
    }

    private ModelState model() {
        return RegistryState.of(log).get("notes");
    }
}
