package dev.alluvium.contracts.evaluation;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.training.AdapterTrained;
import java.util.List;

/**
 * Which adapter is evaluated, and against which champion.
 *
 * @param evaluation follows from run and baseline, so that a repeated message repeats nothing; separates repeated evaluations of
 *     one run
 * @param parent the version that the run started from
 * @param baseline the version it is compared with; the champion at that moment
 */
public record EvaluationSubject(
        String model,
        String run,
        String evaluation,
        List<String> rounds,
        int parent,
        int baseline,
        ArtifactRef adapter) {
    private static final int ID_LENGTH = 16;

    public EvaluationSubject {
        rounds = List.copyOf(rounds);
    }

    /** The evaluation of a trained adapter against the champion of the moment. */
    public static EvaluationSubject of(AdapterTrained trained, int champion) {
        String id = Digest.id(trained.run(), Integer.toString(champion)).substring(0, ID_LENGTH);
        return new EvaluationSubject(
                trained.model(),
                trained.run(),
                "eval-" + id,
                trained.rounds(),
                trained.parent(),
                champion,
                trained.adapter());
    }
}
