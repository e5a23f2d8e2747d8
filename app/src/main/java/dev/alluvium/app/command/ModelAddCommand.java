package dev.alluvium.app.command;

import dev.alluvium.cli.client.AdapterTransfer;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.BaseUpload;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.CheckpointSummary;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.runtime.base.DirectoryLimit;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings bases and adapters into an installation. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "With --base: check a base and copy it to bases/NAME/ in the object store; models can then name it NAME.",
            "With --adapter: import an adapter that was trained elsewhere into the model NAME. It is attested as"
                    + " imported, judged, and becomes a version like any other; without evidence it waits for promote or reject."
        })
public final class ModelAddCommand implements Callable<Integer> {
    private static final long STEP_MILLIS = 300;

    @Mixin
    final Target target = new Target();

    @Parameters(paramLabel = "NAME", description = "The base's name; with --adapter, the model's.")
    String name;

    @Option(names = "--base", paramLabel = "DIR", description = "A Hugging Face model directory.")
    @Nullable Path base;

    @Option(names = "--adapter", paramLabel = "DIR", description = "A PEFT directory.")
    @Nullable Path adapter;

    @Option(names = "--config", paramLabel = "FILE", description = "Where object-store stands, for --base elsewhere.")
    @Nullable Path config;

    private final Terminal terminal = new Terminal(System.err);

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (base == null && adapter == null) {
            throw new CliException("name what to add: --base DIR, --adapter DIR or both", 2);
        }
        if (base != null) {
            check(base);
        }
        if (base != null && adapter == null) {
            addBase(base);
            return 0;
        }
        return addAdapter(Objects.requireNonNull(adapter));
    }

    private static void check(Path directory) {
        CheckpointSummary.of(directory);
        Tokenizer.load(directory).close();
        PromptTemplate.load(directory);
    }

    private void addBase(Path directory) throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,62}") || name.equals("tiny")) {
            throw new CliException(
                    "NAME=" + name + ": must be 1 to 63 lower-case letters, digits, dots and hyphens, and not tiny", 2);
        }
        boolean copied;
        Path file = config;
        if (file != null) {
            copied = copy(
                    Objects.requireNonNull(
                            ConfigLoader.load(file, System.getenv()).objectStore()),
                    directory);
        } else {
            Path objects = target.directory().resolve("objects");
            Path secret = target.directory().resolve("s3-secret");
            if (!Files.exists(secret)) {
                throw new CliException(
                        "there is no installation in " + target.directory()
                                + "; start one with `alluvium up`, name another with --data DIR, or its store with --config FILE");
            }
            try (EmbeddedS3 s3 = new EmbeddedS3(
                    objects, 0, "alluvium", Files.readString(secret).strip())) {
                copied = copy(
                        ObjectStoreConfig.of(s3.endpoint(), ObjectStoreConfig.BUCKET, s3.accessKey(), s3.secretKey()),
                        directory);
            }
        }
        System.out.println((copied ? "added base " : "had base ") + name + "; name it in models.MODEL.base: " + name);
    }

    private boolean copy(ObjectStoreConfig where, Path directory) throws IOException {
        try (MinioObjectStore store = new MinioObjectStore(where)) {
            store.ensureBucket();
            return new BaseUpload(store, terminal).copy(name, directory);
        }
    }

    private int addAdapter(Path directory) throws IOException, InterruptedException {
        ApiClient api = target.api();
        ModelState model = new Registry(api).model(name);
        Path scratch = Files.createTempDirectory("alluvium-import-");
        try {
            return addAdapter(directory, api, model, scratch);
        } finally {
            DirectoryLimit.delete(scratch);
        }
    }

    private int addAdapter(Path directory, ApiClient api, ModelState model, Path scratch)
            throws IOException, InterruptedException {
        Path local = base != null
                ? base
                : LocalBase.configured(model.baseOf(model.champion()), target).directory();
        Adapter read = PeftDirectory.read(directory);
        read.requireFits(Checkpoint.open(local).config());
        PromptTemplate template = PromptTemplate.load(local);
        read.requireTemplate(template);
        PeftDirectory.write(scratch, read.withTemplate(template.hash()), model.baseOf(model.champion()));
        String run = new AdapterTransfer(api, terminal).send(name, scratch, template.hash());
        VersionState version = decided(new Registry(api.following(terminal)), run);
        System.out.println(sentence(version));
        return version.stage() == Stage.REJECTED ? 1 : 0;
    }

    private VersionState decided(Registry registry, String run) throws InterruptedException {
        while (true) {
            Optional<VersionState> version =
                    registry.model(name).byRun(run).filter(each -> each.stage() != Stage.TRAINED);
            if (version.isPresent() && version.get().stage() != Stage.EVALUATED) {
                terminal.done();
                return version.get();
            }
            terminal.waiting("judging the adapter");
            Thread.sleep(STEP_MILLIS);
        }
    }

    private String sentence(VersionState version) {
        String number = name + "@" + version.version();
        return switch (version.stage()) {
            case LIVE -> number + " is champion";
            case REVIEW -> number + " waits: " + version.waitsFor() + "; alluvium promote " + number;
            default ->
                number + " is " + version.stage().name().toLowerCase(Locale.ROOT) + "; alluvium show " + number
                        + " --report says why";
        };
    }
}
