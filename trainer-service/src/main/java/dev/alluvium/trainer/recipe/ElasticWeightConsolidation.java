package dev.alluvium.trainer.recipe;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.Batch;
import dev.alluvium.model.Fisher;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.Packing;
import dev.alluvium.model.text.Example;
import dev.alluvium.settings.EwcConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Elastic weight consolidation of an adapter: after each step its values are pulled back to the parent's, the more the
 * more the earlier rounds depend on them. Off unless lambda is positive; the first round only measures.
 */
final class ElasticWeightConsolidation {
    private final RecipeInput input;
    private final EwcConfig config;

    ElasticWeightConsolidation(RecipeInput input) {
        this.input = input;
        this.config = input.settings().options().ewc();
    }

    private double lambda() {
        return config.lambda();
    }

    /** The penalty's part of a step. */
    void pull(LoraTrainer trainer, double learningRate) {
        if (lambda() > 0 && input.parent() != null && input.fisher() != null) {
            trainer.pull(input.parent(), input.fisher(), lambda() * learningRate);
        }
    }

    /** What all rounds so far depend on, this one's own examples included; null where it is off. */
    @Nullable Fisher measure(Adapter trained, List<Example> own) {
        if (lambda() == 0) {
            return null;
        }
        List<Example> drawn = new ArrayList<>(own);
        Collections.shuffle(drawn, new Random(input.settings().seed()));
        Packing alone = new Packing(1, ExampleEncoder.width(input.base(), input.settings()));
        List<Batch> records = drawn.stream()
                .limit(config.samples())
                .flatMap(example -> alone.pack(List.of(example)).stream())
                .toList();
        try (LoraTrainer trainer =
                LoraTrainer.start(input.base(), trained, input.settings().optimizer())) {
            Fisher round = trainer.fisher(records).normalised();
            Fisher before = input.fisher();
            return before == null ? round : before.after(round, config.decay());
        }
    }
}
