package dev.alluvium.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.ExitStatus;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.RoundEndText;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.cli.local.LocalRecords;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.trainer.plan.RunResources;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import dev.alluvium.trainer.run.FreeMemory;
import dev.alluvium.trainer.trial.Forecast;
import dev.alluvium.trainer.trial.Forecaster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains what is pending, or says what that would take. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            LocalCommands.TRAIN,
            "Exit status 0 if it was promoted or nothing waits, 1 if it was refused, 3 if an operator must decide,"
                    + " also on an earlier version."
        })
public final class TrainCommand implements Callable<Integer> {
    private static final int PROBED_STEPS = 5;

    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Parameters(paramLabel = "MODEL", description = "The model.")
    String model;

    @Option(
            names = "--dry-run",
            description = "Train nothing: show tokens, steps, memory, and the time, from a few real steps.")
    boolean dryRun;

    @Option(
            names = "--file",
            paramLabel = "RECORDS",
            description = "With --dry-run: forecast these records here, in place of the rounds at hand.")
    @Nullable Path file;

    @Option(names = "--config", paramLabel = "FILE", description = "With --file: the configuration with the model.")
    @Nullable Path config;

    @Option(names = "--base", paramLabel = "DIR", description = "With --file: another base than the configured one.")
    @Nullable String base;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "With --file: torch threads (default: chosen by the base's size and the cores there are).")
    @Nullable Integer threads;

    @Override
    public Integer call() throws InterruptedException {
        if (file != null && !dryRun) {
            throw new CliException("--file forecasts only; add --dry-run, or train it by `alluvium push --wait`", 2);
        }
        if (dryRun) {
            show(file == null ? atHand() : local(file));
            return 0;
        }
        return train();
    }

    private int train() throws InterruptedException {
        ApiClient api = target.api();
        Terminal terminal = new Terminal(System.err);
        RoundFollower watch = new RoundFollower(api, terminal);
        RoundFollower.End end = watch.cutAndFollow(model);
        if (end instanceof RoundFollower.End.NothingNew) {
            String waits = api.get("/status")
                    .path("trainer-service")
                    .path("models")
                    .path(model)
                    .asText("no trainer knows it");
            terminal.line(model + ": nothing new is pending; training " + waits);
            return watch.undecided(model).isPresent() ? ExitStatus.WAITS : ExitStatus.DONE;
        }
        terminal.line(RoundEndText.sentence(model, end));
        return RoundEndText.exitStatus(end);
    }

    private Forecast atHand() {
        JsonNode answer = target.api().post("/models/" + model + ":dry-run", Map.of());
        return Json.read(Json.bytes(answer), Forecast.class);
    }

    private Forecast local(Path records) {
        ModelConfig configured = configured();
        String named = Optional.ofNullable(base).orElseGet(() -> String.valueOf(configured.base()));
        if (base == null && config == null) {
            new Terminal(System.err)
                    .line("forecasts on the base " + named + "; --base names another, --config the configuration of "
                            + model);
        }
        LocalBase local = LocalBase.of(named);
        List<KnowledgeRecord> general = local.general().stream()
                .filter(record -> GeneralPart.of(record) == GeneralPart.REPLAY)
                .toList();
        try (BaseModel loaded = BaseModel.load(local.directory())) {
            RecipeInput input = new RecipeInput(
                    loaded,
                    null,
                    RecipeInput.byFact(LocalRecords.read(records)),
                    new ReplayPool(general, new TreeMap<>()),
                    Map.of(),
                    TrainingSettings.resolve(
                            configured, local.profile(), loaded.config().parameters()));
            return new Forecaster(
                            RunResources.of(NumericsEnvironment.present(), threads, FreeMemory.of(null)), PROBED_STEPS)
                    .of(input);
        }
    }

    private ModelConfig configured() {
        if (config == null) {
            return ModelConfig.onBase(base == null ? "tiny" : base);
        }
        AlluviumConfig read = ConfigLoader.load(config, System.getenv());
        Map<String, ModelConfig> models = read.models();
        return Optional.ofNullable(models.get(model))
                .orElseThrow(
                        () -> new CliException(config + ": has no model " + model + "; it has " + models.keySet(), 2));
    }

    private void show(Forecast forecast) {
        output.print(System.out, forecast, List.of("RUN", model), ForecastTable.rows(forecast));
    }
}
