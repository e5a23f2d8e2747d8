package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that an adapter's weights carry: what {@code adapter_config.json} says that changes the numbers, and
 * the template's hash. The attested digest of the weights thereby covers the configuration too, and a changed alpha in
 * the store is noticed.
 */
record AdapterMetadata(LoraShape shape, @Nullable String template) {
    private static final String KEY = "alluvium.adapter";

    /** The {@code __metadata__} of the weights' file. */
    Map<String, String> metadata() {
        ObjectNode json = PeftConfig.write(shape, "");
        json.retain("r", "lora_alpha", "use_rslora", "target_modules");
        if (template != null) {
            json.put("template", template);
        }
        Map<String, String> metadata = new TreeMap<>(Map.of("format", "pt"));
        metadata.put(KEY, json.toString());
        return metadata;
    }

    /**
     * The template's hash in sealed weights, once their configuration is found to be the one that was sealed.
     *
     * @return null for weights that others wrote, which carry no seal
     */
    static @Nullable String check(String place, LoraShape shape, Map<String, String> metadata) {
        String sealed = metadata.get(KEY);
        if (sealed == null) {
            return null;
        }
        JsonNode template = Json.parse(place, sealed).path("template");
        String found = template.isTextual() ? template.asText() : null;
        if (!sealed.equals(new AdapterMetadata(shape, found).metadata().get(KEY))) {
            throw new ModelException(
                    place,
                    shape,
                    "differs from what is sealed in " + PeftDirectory.WEIGHTS + ": " + sealed,
                    "it was changed after the adapter was made: restore " + PeftDirectory.CONFIG);
        }
        return found;
    }
}
