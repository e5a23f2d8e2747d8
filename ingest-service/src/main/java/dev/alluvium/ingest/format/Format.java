package dev.alluvium.ingest.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The format of a file. */
public enum Format {
    /** One JSON object to a line. */
    JSONL("JSON lines"),
    /** A JSON array, or JSON objects one after the other: Alpaca, ShareGPT, OpenAI messages. */
    JSON("JSON"),
    /** Comma, semicolon, tab or bar between fields, names in the first line. */
    CSV("CSV"),
    /** Tab between fields, names in the first line. */
    TSV("TSV"),
    /** One record to an element. */
    XML("XML"),
    /** One record to a section. */
    MARKDOWN("Markdown"),
    /** One record to a piece of a text. */
    TEXT("text");

    private final String title;

    Format(String title) {
        this.title = title;
    }

    /** As it is called in a sentence. */
    public String title() {
        return title;
    }

    /** The format that a file's name stands for, or null if it stands for none of these. */
    public static @Nullable Format ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
            case "jsonl", "ndjson" -> JSONL;
            case "json" -> JSON;
            case "csv" -> CSV;
            case "tsv", "tab" -> TSV;
            case "xml" -> XML;
            case "md", "markdown", "mdown" -> MARKDOWN;
            case "txt", "text" -> TEXT;
            default -> null;
        };
    }
}
