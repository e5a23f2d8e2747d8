package dev.alluvium.ingest.format;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param name of the file, with its folders below the one that was asked for; a hint at its format and the identity of a
 *     document's sections
 * @param format null to find it out
 * @param element the XML elements that are records; null for the children of the root
 * @param mapping which fields go where
 * @param defaults fields of records that do not have them, such as {@code model}
 */
public record ReadOptions(
        String name,
        @Nullable Format format,
        @Nullable String element,
        FieldMapping mapping,
        Map<String, String> defaults) {
    public ReadOptions {
        defaults = Collections.unmodifiableSortedMap(new TreeMap<>(defaults));
    }

    /** Everything is found out. */
    public static ReadOptions of(String name) {
        return new ReadOptions(name, null, null, new FieldMapping(List.of()), Map.of());
    }

    /** The same for another file. */
    public ReadOptions named(String other) {
        return new ReadOptions(other, format, element, mapping, defaults);
    }
}
