package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where a record goes that names no model.
 *
 * @param model its name
 * @param base what it is trained on, where {@code models} does not declare it
 * @param autoCreate whether a record that names an undeclared model declares it
 */
public record DefaultModelConfig(
        @Nullable String model,
        @Nullable String base,
        @Nullable Boolean autoCreate) {
    static final DefaultModelConfig DEFAULT = new DefaultModelConfig(null, null, null);

    public DefaultModelConfig {
        model = model == null ? "notes" : model;
        base = base == null ? "tiny" : base;
        autoCreate = autoCreate != null && autoCreate;
    }
}
