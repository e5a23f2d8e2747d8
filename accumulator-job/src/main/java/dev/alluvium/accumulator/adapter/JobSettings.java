package dev.alluvium.accumulator.adapter;

import dev.alluvium.contracts.config.AlluviumConfig;
import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.config.ObjectStoreConfig;
import dev.alluvium.contracts.config.TriggerConfig;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.store.MinioObjectStore;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the operators take along to wherever they run. */
public final class JobSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] triggers;
    private final StoreProvider stores;

    private record TriggerMap(Map<String, TriggerConfig> byModel) {}

    public JobSettings(Map<String, TriggerConfig> triggers, StoreProvider stores) {
        this.triggers = Json.bytes(new TriggerMap(new TreeMap<>(triggers)));
        this.stores = stores;
    }

    /** Of a configuration file. */
    public static JobSettings of(AlluviumConfig config) {
        Map<String, TriggerConfig> triggers = new TreeMap<>();
        Objects.requireNonNull(config.models())
                .forEach((model, settings) -> triggers.put(model, Objects.requireNonNull(settings.trigger())));
        byte[] store = Json.bytes(Objects.requireNonNull(config.objectStore()));
        return new JobSettings(triggers, () -> new MinioObjectStore(Json.read(store, ObjectStoreConfig.class)));
    }

    StoreProvider stores() {
        return stores;
    }

    /** The triggers by model, with the defaults for a model that the file does not name. */
    Triggering triggering() {
        Map<String, TriggerConfig> byModel =
                Json.read(triggers, TriggerMap.class).byModel();
        TriggerConfig fallback =
                Objects.requireNonNull(ModelConfig.onBase("tiny").trigger());
        return model -> byModel.getOrDefault(model, fallback);
    }

    /** A model's trigger. */
    interface Triggering {
        TriggerConfig of(String model);
    }
}
