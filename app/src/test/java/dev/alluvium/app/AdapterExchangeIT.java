package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.app.Installed.Result;
import dev.alluvium.app.Installed.Running;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.Example;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An adapter and a base that were made elsewhere, through one running installation, as its users see it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdapterExchangeIT {
    private static final LoraShape SHAPE = new LoraShape(2, 3, LoraShape.all(2).targets(), true);

    @TempDir
    static Path directory;

    private static Path base;
    private static Path adapter;
    private static Running running;

    @BeforeAll
    static void start() throws Exception {
        base = Files.createDirectory(directory.resolve("base"));
        TinyBase.extractTo(base);
        adapter = directory.resolve("adapter");
        PeftDirectory.write(adapter, adapter(0.3), "elsewhere/base");
        running = Installed.up(directory.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    @Order(1)
    void shouldJudgeAnImportAndServeItOnceItIsPromoted() throws Exception {
        // When
        Result added = alluvium("model", "add", "notes", "--adapter", adapter.toString());
        Result promoted = alluvium("promote", "notes@1", "--reason", "made elsewhere");
        Result asked = alluvium("ask", "notes", "What is the price?", "--compare", "0");

        // Then
        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out()).contains("notes@1 waits: ", "imported", "alluvium promote notes@1");
        assertThat(promoted.exitCode()).as(promoted.err()).isZero();
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("notes@1: ", "notes@0: ");
    }

    @Test
    @Order(2)
    void shouldExportTheBytesThatTheRegistryNames() throws Exception {
        // Given
        Path out = directory.resolve("exported");

        // When
        Result result = alluvium("export", "notes@1", out.toString());

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Digest.sha256(Files.readAllBytes(out.resolve(PeftDirectory.WEIGHTS))))
                .isEqualTo(Objects.requireNonNull(version().adapter()).sha256());
        assertThat(PeftDirectory.read(out).shape()).isEqualTo(SHAPE);
    }

    @Test
    @Order(3)
    void shouldMergeWhatScoresAsBaseAndAdapterDo() throws Exception {
        // Given
        Path out = directory.resolve("merged");

        // When
        Result result = alluvium("export", "notes@1", out.toString(), "--merged");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<Double> merged = logprobs(out, null);
        List<Double> apart = logprobs(base, adapter);
        List<Double> bare = logprobs(base, null);
        assertThat(merged).hasSameSizeAs(apart);
        for (int i = 0; i < apart.size(); i++) {
            assertThat(merged.get(i)).isCloseTo(apart.get(i), within(1e-3));
        }
        assertThat(merged.get(0)).isNotCloseTo(bare.get(0), within(1e-3));
    }

    @Test
    @Order(4)
    void shouldRefuseToExportOrImportWhatWasChanged() throws Exception {
        // Given: an alpha that was changed after the adapter was sealed
        Path config = adapter.resolve(PeftDirectory.CONFIG);
        Files.writeString(config, Files.readString(config).replaceAll("\"lora_alpha\" ?: ?3", "\"lora_alpha\":30"));
        Path stored = directory
                .resolve("data/objects/alluvium")
                .resolve(Objects.requireNonNull(version().adapter()).key())
                .resolve(PeftDirectory.CONFIG);
        Files.writeString(stored, Files.readString(stored).replaceAll("\"lora_alpha\" ?: ?3", "\"lora_alpha\":30"));

        // Then
        assertRefused(
                alluvium("model", "add", "notes", "--adapter", adapter.toString()),
                "adapter_config.json",
                "differs from what is sealed");
        assertRefused(
                alluvium("export", "notes@1", directory.resolve("changed").toString()),
                "adapter_config.json",
                "differs from what is sealed");
        assertThat(directory.resolve("changed")).doesNotExist();
    }

    @Test
    @Order(5)
    void shouldAddABaseOnce() throws Exception {
        // When
        Result first = alluvium("model", "add", "copy", "--base", base.toString());
        Result again = alluvium("model", "add", "copy", "--base", base.toString());
        Files.writeString(base.resolve("notes.txt"), "another base");
        Result other = alluvium("model", "add", "copy", "--base", base.toString());

        // Then
        assertThat(first.out()).as(first.err()).contains("added base copy", "models.MODEL.base: copy");
        assertThat(again.out()).contains("had base copy");
        assertRefused(other, "copy", "another one lies there already", "choose a new name");
    }

    @Test
    @Order(6)
    void shouldServeAModelOnAnAddedBaseAndTakeAnAdapterForIt() throws Exception {
        // Given
        running.close();
        Path config = Files.writeString(directory.resolve("alluvium.yaml"), "models: {desk: {base: copy}}\n");
        running = Installed.up(directory.resolve("data"), "--config", config.toString());
        Path another = directory.resolve("another");
        PeftDirectory.write(another, adapter(0.4), "elsewhere/base");

        // When
        Result added = alluvium("model", "add", "desk", "--adapter", another.toString());
        Result promoted = alluvium("promote", "desk@1", "--reason", "made elsewhere");
        Result asked = alluvium("ask", "desk", "What is the price?");

        // Then
        assertThat(added.out()).as(added.err()).contains("desk@1 waits: ");
        assertThat(promoted.exitCode()).as(promoted.err()).isZero();
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        ModelState model = new Registry(running.api(directory.resolve("data"))).model("desk");
        assertThat(model.baseOf(0)).isEqualTo("copy");
        assertThat(model.champion()).isEqualTo(1);
    }

    private static void assertRefused(Result result, String... words) {
        assertThat(result.err()).contains(words).doesNotContain("\tat ");
        assertThat(result.exitCode()).isNotZero();
    }

    private static VersionState version() {
        ModelState model = new Registry(running.api(directory.resolve("data"))).model("notes");
        return model.version(1).orElseThrow();
    }

    private static Result alluvium(String... args) throws IOException, InterruptedException {
        String[] all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--data";
        all[args.length + 1] = directory.resolve("data").toString();
        return Installed.alluvium(all);
    }

    private static List<Double> logprobs(Path from, @org.jspecify.annotations.Nullable Path adapter) {
        try (BaseModel model = BaseModel.load(from);
                LoadedAdapter loaded = adapter == null ? model.bare() : model.attach(PeftDirectory.read(adapter))) {
            long[] ids = model.tokenizer().encode("The price of the small lamp is 14 euros.");
            List<Score> scores = Scorer.of(model).score(loaded, List.of(Example.plain(ids)));
            return List.copyOf(scores.get(0).logprobs());
        }
    }

    private static Adapter adapter(double spread) {
        Adapter fresh = Adapter.init(SHAPE, Checkpoint.open(base).config(), 5);
        Random random = new Random(5);
        TreeMap<String, HostTensor> tensors = new TreeMap<>();
        fresh.tensors().forEach((name, tensor) -> {
            float[] values = tensor.data().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (random.nextGaussian() * spread * 0.1);
            }
            tensors.put(name, new HostTensor(tensor.shape(), values));
        });
        return new Adapter(SHAPE, tensors);
    }
}
