package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.Retention;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.settings.AccumulatorConfig;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.TriggerConfig;
import java.io.Serializable;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The settings that the operators take along to the machine they run on. */
public final class JobSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] models;
    private final Retention retention;
    private final StoreProvider stores;
    private final Clock clock;

    private record ModelMap(Map<String, Settings> byModel) {}

    /** What the job asks of a model's configuration. */
    public record Settings(TriggerConfig trigger, String base) {}

    /**
     * @param clock tells when a record arrived and whether a round is due; it travels to where the operators run, as those
     *     of {@link Clock} do
     */
    public JobSettings(Map<String, Settings> models, Retention retention, StoreProvider stores, Clock clock) {
        this.models = Json.bytes(new ModelMap(new TreeMap<>(models)));
        this.retention = retention;
        this.stores = stores;
        this.clock = clock;
    }

    /** Of a configuration file. */
    public static JobSettings of(AlluviumConfig config, Clock clock) {
        Map<String, Settings> models = new TreeMap<>();
        config.models()
                .forEach((model, settings) -> models.put(model, new Settings(settings.trigger(), settings.base())));
        byte[] store = Json.bytes(config.objectStore());
        AccumulatorConfig job = config.accumulator();
        return new JobSettings(
                models,
                new Retention(job.duplicateRetention(), job.duplicateRecords()),
                () -> new MinioObjectStore(Json.read(store, ObjectStoreConfig.class)),
                clock);
    }

    StoreProvider stores() {
        return stores;
    }

    Clock clock() {
        return clock;
    }

    Retention retention() {
        return retention;
    }

    /** The bases by model, of those whose trigger counts tokens. */
    Map<String, String> tokenizers() {
        Map<String, String> bases = new TreeMap<>();
        byModel().forEach((model, settings) -> {
            if (settings.trigger().tokens() != null) {
                bases.put(model, settings.base());
            }
        });
        return bases;
    }

    private Map<String, Settings> byModel() {
        return Json.read(models, ModelMap.class).byModel();
    }

    /** The triggers by model, with the defaults for a model that the file does not name. */
    Triggering triggering() {
        Map<String, Settings> byModel = byModel();
        TriggerConfig fallback = ModelConfig.onBase("tiny").trigger();
        return model -> byModel.containsKey(model)
                ? Objects.requireNonNull(byModel.get(model)).trigger()
                : fallback;
    }

    /** A model's trigger. */
    interface Triggering {
        TriggerConfig of(String model);
    }
}
