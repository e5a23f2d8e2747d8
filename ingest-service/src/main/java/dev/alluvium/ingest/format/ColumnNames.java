package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The names of a table's columns: people write Question and INSTRUCTION. */
final class ColumnNames {
    /** Field names and the questions' and answers' other names, by their small letters. */
    private static final Map<String, String> KNOWN = known();

    private ColumnNames() {}

    /** Gives columns the names of the fields that they are but for capital letters; whether there were any. */
    static boolean rename(ObjectNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        boolean renamed = false;
        for (String name : names) {
            String known = KNOWN.get(name.toLowerCase(Locale.ROOT));
            if (known != null && !row.has(known)) {
                row.set(known, row.remove(name));
                renamed = true;
            }
        }
        return renamed;
    }

    private static Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        FieldMapping.FIELDS.forEach(name -> known.put(name.toLowerCase(Locale.ROOT), name));
        RecordShape.PAIRS.forEach(pair -> pair.forEach(name -> known.put(name, name)));
        return known;
    }
}
