package dev.alluvium.bench.train;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Batch;
import dev.alluvium.model.Packing;
import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A file's records as one epoch of batches, shuffled.
 *
 * @param truncated records cut to the row
 */
record PackedRecords(List<Batch> batches, int truncated) {
    static PackedRecords of(AlpacaFile records, BaseModel base, TrainBenchSettings settings) {
        int width = settings.maxLength();
        List<Example> whole = records.pairs().stream()
                .map(pair -> base.template().example(base.tokenizer(), pair.question(), pair.answer()))
                .toList();
        List<Example> cut = new ArrayList<>(whole.stream()
                .map(example -> example.truncated(width))
                .filter(example -> example.targets() > 0)
                .toList());
        Collections.shuffle(cut, new Random(1));
        return new PackedRecords(new Packing(settings.rows(), width).pack(cut), (int)
                whole.stream().filter(example -> example.length() > width).count());
    }

    long tokens() {
        return batches.stream().mapToLong(Batch::usedTokens).sum();
    }
}
