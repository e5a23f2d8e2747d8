package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns texts into examples of at most a row's length. A passage continues in further examples; an answer that is too
 * long is cut, which {@link Encoded} says.
 */
public final class ExampleEncoder {
    private final Tokenizer tokenizer;
    private final PromptTemplate template;
    private final int width;
    private final Map<String, Double> weights;

    /** For rows of {@code width} tokens. */
    public ExampleEncoder(Tokenizer tokenizer, PromptTemplate template, int width) {
        this(tokenizer, template, width, Map.of());
    }

    private ExampleEncoder(Tokenizer tokenizer, PromptTemplate template, int width, Map<String, Double> weights) {
        this.tokenizer = tokenizer;
        this.template = template;
        this.width = width;
        this.weights = weights;
    }

    /** For rows of a run, never longer than the base's positions. */
    public static ExampleEncoder of(BaseModel base, TrainingSettings settings) {
        return new ExampleEncoder(
                base.tokenizer(),
                base.template(),
                width(base, settings),
                settings.options().lossWeights());
    }

    static int width(BaseModel base, TrainingSettings settings) {
        return Math.min(settings.rowTokens(), base.config().maxPositions());
    }

    /** The examples of some texts, and how many of them were cut. Examples without a target token are left out. */
    public record Encoded(List<Example> examples, int truncated) {}

    /** Encodes texts in order. */
    public Encoded encode(List<TrainingText> texts) {
        List<Example> examples = new ArrayList<>();
        int truncated = 0;
        for (TrainingText text : texts) {
            List<Example> parts = parts(text);
            truncated += parts.stream().anyMatch(part -> part.length() > width) ? 1 : 0;
            parts.stream()
                    .map(part -> part.truncated(width))
                    .filter(part -> part.targets() > 0)
                    .map(part -> part.weighted(weight(text)))
                    .forEach(examples::add);
        }
        return new Encoded(examples, truncated);
    }

    private double weight(TrainingText text) {
        return weights.isEmpty() ? 1 : weights.getOrDefault(kind(text).name().toLowerCase(Locale.ROOT), 1.0);
    }

    private static RecordKind kind(TrainingText text) {
        if (text instanceof TrainingText.Answer) {
            return RecordKind.QA;
        }
        return text instanceof TrainingText.Passage ? RecordKind.DOCUMENT : RecordKind.CONVERSATION;
    }

    private List<Example> parts(TrainingText text) {
        if (text instanceof TrainingText.Answer answer) {
            return List.of(template.example(tokenizer, answer.question(), answer.answer()));
        } else if (text instanceof TrainingText.Dialogue dialogue) {
            return template.examples(tokenizer, dialogue.messages());
        }
        return windows(template.document(tokenizer, ((TrainingText.Passage) text).text()));
    }

    private List<Example> windows(Example whole) {
        long[] ids = whole.ids();
        List<Example> windows = new ArrayList<>();
        for (int from = 0; from < ids.length; from += width) {
            int to = Math.min(ids.length, from + width);
            boolean[] target = new boolean[to - from];
            for (int i = 0; i < target.length; i++) {
                target[i] = whole.isTarget(from + i);
            }
            windows.add(Example.of(Arrays.copyOfRange(ids, from, to), target));
        }
        return windows;
    }
}
