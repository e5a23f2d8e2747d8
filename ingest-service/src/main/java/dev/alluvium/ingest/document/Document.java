package dev.alluvium.ingest.document;

import dev.alluvium.contracts.record.CollisionSafeMaps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as its records are made of it.
 *
 * @param title from its front matter, its properties or its first heading
 * @param fields of each of its records, by name: what front matter says beside the text
 * @param attributes of each of its records
 */
public record Document(
        @Nullable String title, Map<String, String> fields, Map<String, String> attributes, List<Section> sections) {
    public Document {
        fields = CollisionSafeMaps.copy(fields);
        attributes = CollisionSafeMaps.copy(attributes);
        sections = List.copyOf(sections);
    }

    /** The same with attributes that stand in where it has none of the name. */
    public Document withDefaults(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(attributes);
        return new Document(title, fields, all, sections);
    }

    /** The same, cut into sections at headings of the first {@code level} levels alone. */
    public Document cutAt(int level) {
        return new Document(title, fields, attributes, Section.cutAt(sections, level));
    }
}
