package dev.alluvium.contracts.evaluation;

import dev.alluvium.contracts.object.ArtifactRef;
import java.util.List;

/** What is said of one evaluation. */
public interface RefersToEvaluation {
    /** The evaluation. */
    EvaluationSubject subject();

    default String model() {
        return subject().model();
    }

    default String run() {
        return subject().run();
    }

    default String evaluation() {
        return subject().evaluation();
    }

    default List<String> rounds() {
        return subject().rounds();
    }

    default int parent() {
        return subject().parent();
    }

    default int baseline() {
        return subject().baseline();
    }

    default ArtifactRef adapter() {
        return subject().adapter();
    }
}
