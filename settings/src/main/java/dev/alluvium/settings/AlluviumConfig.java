package dev.alluvium.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.alluvium.settings.binder.RecordBinder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The whole configuration file. Every part is optional; what is left out gets the defaults named here.
 *
 * @param models the models, by name
 * @param defaultModel where a record goes that names no model
 * @param kafka the Kafka cluster
 * @param objectStore the S3 server and the bucket
 * @param http the HTTP server of the service
 * @param trust the keys that sign, and whose word is taken
 * @param ingest admission of records
 * @param accumulator how rounds are gathered
 * @param trainer how versions are trained, and how bases are held
 * @param serving how users are answered
 * @param cleaning what cleaning does to the records of every model
 */
public record AlluviumConfig(
        @LeftOut("the default model alone") Map<String, ModelConfig> models,
        @JsonProperty("default") DefaultModelConfig defaultModel,
        KafkaConfig kafka,
        ObjectStoreConfig objectStore,
        HttpConfig http,
        TrustConfig trust,
        IngestConfig ingest,
        AccumulatorConfig accumulator,
        TrainerConfig trainer,
        ServingConfig serving,
        CleaningSettings cleaning) {

    public AlluviumConfig {
        Map<String, ModelConfig> declared = new LinkedHashMap<>(models);
        declared.keySet().forEach(AlluviumConfig::checkName);
        declared.putIfAbsent(defaultModel.model(), ModelConfig.onBase(defaultModel.base()));
        models = Map.copyOf(declared);
    }

    /** The defaults of everything. */
    public static AlluviumConfig defaults() {
        return RecordBinder.defaults(AlluviumConfig.class);
    }

    /** The models' names, sorted. */
    public SortedSet<String> modelNames() {
        return new TreeSet<>(models.keySet());
    }

    public AlluviumConfig with(
            KafkaConfig newKafka, ObjectStoreConfig newStore, HttpConfig newHttp, TrustConfig newTrust) {
        return new AlluviumConfig(
                models,
                defaultModel,
                newKafka,
                newStore,
                newHttp,
                newTrust,
                ingest,
                accumulator,
                trainer,
                serving,
                cleaning);
    }

    /** The same, with another model for records that name none. */
    public AlluviumConfig withDefaultModel(DefaultModelConfig newDefault) {
        return new AlluviumConfig(
                models, newDefault, kafka, objectStore, http, trust, ingest, accumulator, trainer, serving, cleaning);
    }

    public AlluviumConfig withCleaning(CleaningSettings newCleaning) {
        return new AlluviumConfig(
                models,
                defaultModel,
                kafka,
                objectStore,
                http,
                trust,
                ingest,
                accumulator,
                trainer,
                serving,
                newCleaning);
    }

    public AlluviumConfig withAccumulator(AccumulatorConfig newAccumulator) {
        return new AlluviumConfig(
                models,
                defaultModel,
                kafka,
                objectStore,
                http,
                trust,
                ingest,
                newAccumulator,
                trainer,
                serving,
                cleaning);
    }

    public AlluviumConfig withTrainer(TrainerConfig newTrainer) {
        return new AlluviumConfig(
                models,
                defaultModel,
                kafka,
                objectStore,
                http,
                trust,
                ingest,
                accumulator,
                newTrainer,
                serving,
                cleaning);
    }

    public AlluviumConfig withServing(ServingConfig newServing) {
        return new AlluviumConfig(
                models,
                defaultModel,
                kafka,
                objectStore,
                http,
                trust,
                ingest,
                accumulator,
                trainer,
                newServing,
                cleaning);
    }

    /** The same, with other models. */
    public AlluviumConfig withModels(Map<String, ModelConfig> newModels) {
        return new AlluviumConfig(
                newModels,
                defaultModel,
                kafka,
                objectStore,
                http,
                trust,
                ingest,
                accumulator,
                trainer,
                serving,
                cleaning);
    }

    private static void checkName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("models." + name
                    + ": a model's name is 1 to 63 lower-case letters, digits and hyphens; try "
                    + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]+", "-"));
        }
    }
}
