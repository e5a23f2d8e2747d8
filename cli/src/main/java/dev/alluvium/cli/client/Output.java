package dev.alluvium.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alluvium.contracts.json.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --output table|json|yaml}. */
public final class Output {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    /** The forms in which results are printed. */
    public enum Format {
        table,
        json,
        yaml
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or yaml (default: table).")
    Format format = Format.table;

    /** A table's rows and the values that json and yaml print in its place. */
    public void print(PrintStream out, Object value, List<String> header, List<? extends List<@Nullable Object>> rows) {
        if (format == Format.table) {
            table(out, header, rows);
        } else {
            print(out, value);
        }
    }

    /** A value as json, or as yaml, which also serves as a readable text. */
    public void print(PrintStream out, Object value) {
        try {
            JsonNode tree = Json.mapper().valueToTree(value);
            out.println(
                    format == Format.json
                            ? Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree)
                            : YAML.writeValueAsString(tree).stripTrailing());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether people read it. */
    public boolean isTable() {
        return format == Format.table;
    }

    /** A named value as indented YAML, for people. */
    public void printIndented(PrintStream out, String name, JsonNode value) {
        try {
            String text = value.isValueNode() ? " " + value.asText() : "\n" + YAML.writeValueAsString(value);
            out.println("    " + name + ":" + text.stripTrailing().replace("\n", "\n      "));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void table(PrintStream out, List<String> header, List<? extends List<@Nullable Object>> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(header);
        for (List<@Nullable Object> row : rows) {
            cells.add(row.stream()
                    .map(cell -> cell == null ? TextTable.NONE : cell.toString())
                    .toList());
        }
        TextTable.lines(cells, Terminal.columns()).forEach(out::println);
    }
}
