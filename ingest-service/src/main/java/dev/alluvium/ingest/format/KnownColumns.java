package dev.alluvium.ingest.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Whether a table's columns can hold records; where they cannot, one sentence says so in place of one for each row. */
final class KnownColumns {
    private KnownColumns() {}

    /**
     * Checks the names in a table's first line.
     *
     * @throws FormatException with all of them, if none is the content of a record
     */
    static void check(List<String> columns, FieldMapping mapping) throws FormatException {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        columns.forEach(column -> row.put(column, "x"));
        mapping.apply(row);
        ColumnNames.rename(row);
        RecordShape shape = RecordShape.of(row);
        if (shape != RecordShape.RECORD) {
            shape.apply(row);
        }
        boolean pair = row.has("instruction") && row.has("output");
        if (pair || Stream.of("wordings", "text", "messages", "kind").anyMatch(row::has)) {
            return;
        }
        String question = columns.get(0);
        String answer = columns.get(Math.min(1, columns.size() - 1));
        throw new FormatException("its columns are " + String.join(", ", columns)
                + ": a record needs instruction and output, or text; say which column is which, such as"
                + (columns.size() == 1
                        ? " --map text=" + question
                        : " --map instruction=" + question + " --map output=" + answer));
    }
}
