package dev.alluvium.trainer.recipe;

import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * How much is replayed, measured by what the loss is made of: target tokens, each by its weight. The loss is a mean over
 * them, so a share of them is a share of the gradient. A share of examples would be none: one answer in sentences has
 * the target tokens of ten short ones, and would leave them a tenth of the say.
 */
final class ReplayShare {
    private ReplayShare() {}

    /**
     * What replay is a share of: the round's own mass, and for each fact that it lacks the mean of those that it has, but
     * never more than a row of tokens.
     *
     * @param own what the round counts in the loss
     * @param facts of the round
     * @param least facts that a round is taken to have
     * @param row tokens of a row
     */
    static double basis(double own, int facts, int least, int row) {
        return facts >= least || facts == 0 ? own : own + (least - facts) * Math.min(own / facts, row);
    }

    /** What examples count in the loss. */
    static double mass(Collection<Example> examples) {
        return examples.stream()
                .mapToDouble(example -> example.targets() * example.weight())
                .sum();
    }

    /** The first candidates that together count {@code wanted} in the loss, the last of them whole; all if they do not. */
    static List<Example> draw(double wanted, Iterator<List<Example>> candidates) {
        List<Example> drawn = new ArrayList<>();
        double open = wanted;
        while (open > 0 && candidates.hasNext()) {
            List<Example> next = candidates.next();
            drawn.addAll(next);
            open -= mass(next);
        }
        return drawn;
    }
}
