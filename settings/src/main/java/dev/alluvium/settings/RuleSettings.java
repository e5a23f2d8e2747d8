package dev.alluvium.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule over a record's fields.
 *
 * @param name in reasons, steps and meters
 * @param when a CEL expression; the rule is about records for which it is true
 * @param then reject or flag
 * @param models the models it holds for; none for all
 * @param detail what the sender should do about it
 */
public record RuleSettings(
        String name,
        String when,
        @Default("reject") RuleAction then,
        List<String> models,
        @Nullable String detail) {
    public RuleSettings {
        models = List.copyOf(models);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException(
                    "name=" + name + ": a rule's name is 1 to 63 lower-case letters, digits and hyphens");
        }
        if (when.isBlank()) {
            throw new IllegalArgumentException("when: is empty; write a condition such as size(output) > 10");
        }
    }
}
