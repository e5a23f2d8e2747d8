package dev.alluvium.settings;

/**
 * Where a record goes that names no model.
 *
 * @param model its name
 * @param base what it is trained on, where {@code models} does not declare it
 * @param autoCreate whether a record that names an undeclared model declares it
 */
public record DefaultModelConfig(
        @Default("notes") String model,
        @Default(ModelConfig.TINY) String base,
        @Default("off") boolean autoCreate) {
    /** One on the shipped base, for records that name no model. */
    public static DefaultModelConfig named(String model) {
        return new DefaultModelConfig(model, ModelConfig.TINY, false);
    }
}
