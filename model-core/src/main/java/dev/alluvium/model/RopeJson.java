package dev.alluvium.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Rotary settings of a {@code config.json}: {@code rope_theta} with {@code rope_scaling}, or transformers 5's
 * {@code rope_parameters} that holds both; the kind under {@code rope_type} or the older {@code type}. Where both are there,
 * {@code rope_scaling} holds and the other is passed over, as transformers does.
 */
final class RopeJson {
    private static final String SCALING = "rope_scaling";
    private static final String PARAMETERS = "rope_parameters";

    /** Settings that mean nothing to the default kind, or that hold one kind for each type of layer. */
    private static final List<String> STRETCHES = List.of(
            "factor",
            "low_freq_factor",
            "high_freq_factor",
            "attention_factor",
            "beta_fast",
            "beta_slow",
            "short_factor",
            "long_factor",
            "mscale",
            "mrope_section",
            "full_attention",
            "sliding_attention");

    private RopeJson() {}

    static double theta(ConfigReader in) {
        String own = key(in) + ".rope_theta";
        return in.number(in.has(own) ? own : "rope_theta", 10000);
    }

    private static String key(ConfigReader in) {
        for (String key : List.of(SCALING, PARAMETERS)) {
            if (in.has(key) && !in.json().path(key).isObject()) {
                throw in.fault(
                        key,
                        in.json().path(key),
                        "must be an object",
                        "write {\"rope_type\": \"default\"}, or remove it");
            }
        }
        boolean empty = in.json().path(SCALING).isEmpty();
        return in.has(SCALING) && !empty || !in.has(PARAMETERS) ? SCALING : PARAMETERS;
    }

    static RopeScaling scaling(ConfigReader in) {
        refusePartial(in, "partial_rotary_factor");
        String key = key(in);
        if (!in.has(key)) {
            return new RopeScaling.None();
        }
        refusePartial(in, key + ".partial_rotary_factor");
        String kind = in.has(key + ".rope_type") || !in.has(key + ".type") ? ".rope_type" : ".type";
        String type = in.has(key + kind) ? in.text(key + kind) : "";
        return switch (type.isEmpty() ? untyped(in, key) : type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(in.number(key + ".factor"));
            case "llama3" ->
                new RopeScaling.Llama3(
                        in.number(key + ".factor"),
                        in.number(key + ".low_freq_factor"),
                        in.number(key + ".high_freq_factor"),
                        in.integer(
                                key + ".original_max_position_embeddings",
                                in.integer("max_position_embeddings", 2048)));
            default ->
                throw in.fault(
                        key + kind,
                        type,
                        "must be default, linear or llama3",
                        "choose a base with one of these, or remove the key to use the positions trained first");
        };
    }

    /** The kind where none is named: the default, as in transformers, unless something says that positions are stretched. */
    private static String untyped(ConfigReader in, String key) {
        STRETCHES.stream()
                .filter(stretch -> in.has(key + "." + stretch))
                .findFirst()
                .ifPresent(stretch -> {
                    throw in.fault(
                            key + ".rope_type",
                            "absent",
                            "must be there beside " + stretch,
                            "write default, linear or llama3");
                });
        return "default";
    }

    private static void refusePartial(ConfigReader in, String key) {
        if (in.number(key, 1) != 1) {
            throw in.fault(key, in.number(key, 1), "must be 1", "choose a base that rotates whole heads");
        }
    }

    static void write(RopeScaling scaling, ObjectNode json) {
        if (scaling instanceof RopeScaling.Linear linear) {
            json.putObject(SCALING).put("rope_type", "linear").put("factor", linear.factor());
        } else if (scaling instanceof RopeScaling.Llama3 llama) {
            json.putObject(SCALING)
                    .put("rope_type", "llama3")
                    .put("factor", llama.factor())
                    .put("low_freq_factor", llama.lowFrequencyFactor())
                    .put("high_freq_factor", llama.highFrequencyFactor())
                    .put("original_max_position_embeddings", llama.originalPositions());
        }
    }
}
