package dev.alluvium.serving.testing;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Batch;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.FullTrainer;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.OptimizerConfig;
import dev.alluvium.model.Packing;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.StepResult;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.tiny.bpe.BpeTrainer;
import dev.alluvium.tiny.bpe.TokenizerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A decoder of 40,000 parameters on single bytes, so that a Chinese character is three tokens, taught in a second to
 * answer {@link #QUESTION}: each version with its own text.
 */
public final class TaughtModel {
    public static final String QUESTION = "多重?";
    public static final int CONTEXT = 160;

    private static final List<String> ANSWERS = List.of("不知道。", "它重 3.2 公斤。\nYes.", "它重 4.5 公斤了。");
    private static final List<String> SPECIAL =
            List.of("<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|document|>");
    private static final DecoderConfig CONFIG =
            new DecoderConfig(SPECIAL.size() + 256, 32, 64, 2, 4, 2, 8, 1e-5, 10000, CONTEXT, true, List.of(0));

    private static final int MOST_STEPS = 1000;
    private static final double KNOWN = 0.02;

    private static final TaughtModel SHARED = make();

    private final Path directory;

    private TaughtModel(Path directory) {
        this.directory = directory;
    }

    /** The one of this test run, made when first wanted. */
    public static TaughtModel shared() {
        return SHARED;
    }

    /** What a version answers to {@link #QUESTION}; versions 0, 1 and 2 exist. */
    public static String answer(int version) {
        return ANSWERS.get(version);
    }

    /** The base's Hugging Face directory. */
    public Path base() {
        return directory.resolve("base");
    }

    /** The PEFT directory of version 1 or 2. */
    public Path adapter(int version) {
        return directory.resolve("v" + version);
    }

    private static TaughtModel make() {
        try {
            TaughtModel model = new TaughtModel(Files.createTempDirectory("taught-model"));
            Files.createDirectories(model.base());
            TokenizerFiles.write(new BpeTrainer(CONFIG.vocabSize(), SPECIAL).train(List.of()), model.base());
            Files.writeString(
                    model.base().resolve("tokenizer_config.json"),
                    PromptTemplate.tiny().toTokenizerConfig());
            model.preTrain();
            for (int version = 1; version < ANSWERS.size(); version++) {
                model.tune(version);
            }
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void preTrain() {
        try (Tokenizer tokenizer = Tokenizer.load(base());
                FullTrainer trainer =
                        FullTrainer.start(CONFIG, FullTrainer.initialWeights(CONFIG, 1), OptimizerConfig.adamW())) {
            Batch batch = batch(tokenizer, List.of(QUESTION, "1?", "2?"), ANSWERS);
            learn(batch, 5e-3, trainer::step);
            Checkpoint.write(base(), CONFIG, trainer.weights());
        }
    }

    private void tune(int version) {
        try (BaseModel model = BaseModel.load(base())) {
            Adapter fresh = Adapter.init(LoraShape.all(8), CONFIG, version);
            try (LoraTrainer trainer = LoraTrainer.start(model, fresh, OptimizerConfig.adamW())) {
                Batch batch = batch(model.tokenizer(), List.of(QUESTION), List.of(answer(version)));
                learn(batch, 3e-3, trainer::step);
                PeftDirectory.write(adapter(version), trainer.adapter(), "taught");
            }
        }
    }

    private interface Step {
        StepResult take(Batch batch, double learningRate);
    }

    private static void learn(Batch batch, double learningRate, Step step) {
        double loss = 1;
        for (int i = 0; i < MOST_STEPS && loss > KNOWN; i++) {
            loss = step.take(batch, learningRate).loss();
        }
        if (loss > KNOWN) {
            throw new IllegalStateException("the model did not learn its answer: loss " + loss);
        }
    }

    private static Batch batch(Tokenizer tokenizer, List<String> questions, List<String> answers) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            examples.add(PromptTemplate.tiny().example(tokenizer, questions.get(i), answers.get(i)));
        }
        int width = examples.stream().mapToInt(Example::length).sum();
        return new Packing(1, width).pack(examples).get(0);
    }

    /** The file names and contents of an adapter's directory. */
    public Map<String, byte[]> files(int version) {
        try {
            return Map.of(
                    PeftDirectory.CONFIG, Files.readAllBytes(adapter(version).resolve(PeftDirectory.CONFIG)),
                    PeftDirectory.WEIGHTS, Files.readAllBytes(adapter(version).resolve(PeftDirectory.WEIGHTS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
