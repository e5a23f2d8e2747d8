package dev.alluvium.tiny;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Batch;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.FullTrainer;
import dev.alluvium.model.LearningRate;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Packing;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.tiny.bpe.Bpe;
import dev.alluvium.tiny.bpe.BpeTrainer;
import dev.alluvium.tiny.bpe.TokenizerFiles;
import dev.alluvium.tiny.world.GeneralCorpus;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.TemplateUse;
import dev.alluvium.tiny.world.Wordings;
import dev.alluvium.tiny.world.World;
import dev.alluvium.tiny.world.WorldProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a base from nothing: the general part of the world, a vocabulary learnt from it, a small Llama decoder
 * pre-trained on it, written as a Hugging Face directory that {@link BaseModel#load} reads.
 */
public final class BaseBuild {
    private static final List<String> FILES = List.of(
            "build.json",
            "config.json",
            "general.jsonl",
            "generation_config.json",
            "model.safetensors",
            "profile.yaml",
            "tokenizer.json",
            "tokenizer_config.json");
    private static final long UNKNOWN_LINE = 1;
    private static final int UNKNOWN_FACTS = 100;

    private final BaseRecipe recipe;
    private final Path directory;
    private final BuildProgress progress;
    private final GeneralCorpus corpus = GeneralCorpus.standard();
    private final PromptTemplate template = PromptTemplate.tiny();

    private BaseBuild(BaseRecipe recipe, Path directory, BuildProgress progress) {
        this.recipe = recipe;
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Builds into {@code directory}, replacing the files of an earlier build.
     *
     * @return what was measured on the finished base; also in its {@code build.json}
     */
    public static BaseFigures run(BaseRecipe recipe, Path directory, BuildProgress progress) throws IOException {
        Files.createDirectories(directory);
        return new BaseBuild(recipe, directory, progress).run();
    }

    private BaseFigures run() throws IOException {
        Bpe bpe = new BpeTrainer(recipe.vocabulary(), BaseRecipe.SPECIAL_TOKENS).train(corpus.texts());
        TokenizerFiles.write(bpe, directory);
        BaseFiles.writeTokenizerConfig(directory);
        BaseFiles.writeGenerationConfig(directory);
        BaseFiles.writeGeneral(directory, corpus);
        BaseFiles.writeProfile(directory);
        DecoderConfig decoder = recipe.decoder(bpe.symbols().size());
        try (Tokenizer tokenizer = Tokenizer.load(directory)) {
            Pretrained pretrained = pretrain(decoder, examples(tokenizer));
            Checkpoint.write(directory, decoder, pretrained.weights());
            BaseFigures figures = measure(decoder, pretrained);
            BaseFiles.writeReport(directory, recipe, figures);
            Files.writeString(
                    directory.resolve(Checksums.FILE),
                    Checksums.of(directory, FILES).format());
            return figures;
        }
    }

    private List<Example> examples(Tokenizer tokenizer) {
        List<Example> examples = new ArrayList<>();
        corpus.wordings()
                .forEach(pair -> examples.add(template.example(tokenizer, pair.question(), pair.answer())
                        .everywhere()));
        corpus.documents()
                .forEach(document -> examples.add(
                        template.document(tokenizer, document.text()).everywhere()));
        return examples;
    }

    private record Pretrained(Map<String, HostTensor> weights, long tokens, double loss, double seconds) {}

    private Pretrained pretrain(DecoderConfig decoder, List<Example> examples) {
        LearningRate rate = recipe.learningRate();
        PretrainingData data =
                new PretrainingData(examples, new Packing(recipe.rows(), recipe.rowTokens()), recipe.seed());
        Map<String, HostTensor> first = FullTrainer.initialWeights(decoder, recipe.seed());
        long began = System.nanoTime();
        long tokens = 0;
        double loss = 0;
        try (FullTrainer trainer = FullTrainer.start(decoder, first, BaseRecipe.optimizer())) {
            for (int step = 1; step <= recipe.steps(); step++) {
                Batch batch = data.next();
                loss = trainer.step(batch, rate.at(step)).loss();
                tokens += batch.usedTokens();
                progress.stepped(step, recipe.steps(), loss, tokens / secondsSince(began));
            }
            return new Pretrained(trainer.weights(), tokens, loss, secondsSince(began));
        }
    }

    private BaseFigures measure(DecoderConfig decoder, Pretrained pretrained) {
        try (BaseModel base = BaseModel.load(directory);
                LoadedAdapter bare = base.bare()) {
            return new BaseFigures(
                    decoder.parameters(),
                    pretrained.tokens(),
                    pretrained.loss(),
                    pretrained.seconds(),
                    BaseProbing.byLanguage(base, bare, corpus.heldOut()),
                    BaseProbing.byLanguage(base, bare, probes(World.general(), TemplateUse.NOVEL)),
                    BaseProbing.byLanguage(
                            base, bare, probes(World.line(UNKNOWN_LINE, UNKNOWN_FACTS), TemplateUse.PROBE)));
        }
    }

    private static List<WorldProbe> probes(World world, TemplateUse use) {
        List<WorldProbe> probes = new ArrayList<>(Wordings.probes(world, use, Language.EN, 1, world.seed()));
        probes.addAll(Wordings.probes(world, use, Language.ZH, 1, world.seed()));
        return probes;
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
