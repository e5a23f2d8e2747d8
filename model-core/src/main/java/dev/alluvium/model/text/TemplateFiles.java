package dev.alluvium.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Finds a base's template where transformers looks for it: {@code chat_template.jinja}, {@code chat_template.json}, then
 * {@code chat_template} in {@code tokenizer_config.json}; of a list of named ones the one named {@code default}.
 */
final class TemplateFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String CHAT_TEMPLATE = "chat_template";

    private final Path directory;

    private TemplateFiles(Path directory) {
        this.directory = directory;
    }

    static PromptTemplate read(Path directory) {
        return new TemplateFiles(directory).template();
    }

    private PromptTemplate template() {
        JsonNode config = json(TOKENIZER_CONFIG, JSON);
        if (config.path(TurnTemplate.KEY).isObject()) {
            return TurnTemplate.of(config.path(TurnTemplate.KEY));
        }
        SortedMap<String, String> special = special(config);
        Optional<Path> jinja =
                Optional.of(directory.resolve("chat_template.jinja")).filter(Files::isRegularFile);
        if (jinja.isPresent()) {
            return new ChatTemplate(jinja.get().toString(), text(jinja.get()), special, policy(), false);
        }
        for (String name : new String[] {"chat_template.json", TOKENIZER_CONFIG}) {
            JsonNode source = json(name, JSON).path(CHAT_TEMPLATE);
            if (!source.isMissingNode() && !source.isNull()) {
                String place = directory.resolve(name) + "#" + CHAT_TEMPLATE;
                return new ChatTemplate(place, source(place, source), special, policy(), false);
            }
        }
        return new ChatTemplate("the Alpaca template", alpaca(), special, policy(), true);
    }

    private static String source(String place, JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        if (node.isArray() && node.size() == 1) {
            return node.get(0).path("template").asText();
        }
        return StreamSupport.stream(node.spliterator(), false)
                .filter(each -> each.path("name").asText().equals("default"))
                .findFirst()
                .map(each -> each.path("template").asText())
                .orElseThrow(() -> new ModelException(
                        place,
                        StreamSupport.stream(node.spliterator(), false)
                                .map(each -> each.path("name").asText())
                                .collect(Collectors.joining(", ")),
                        "must be a template, or a list with one named default",
                        "put the right one into chat_template.jinja"));
    }

    /** Special tokens by their role, such as {@code bos_token}. */
    private SortedMap<String, String> special(JsonNode config) {
        SortedMap<String, String> special = new TreeMap<>();
        for (JsonNode source : new JsonNode[] {json("special_tokens_map.json", JSON), config}) {
            source.properties().stream()
                    .filter(e -> e.getKey().endsWith("_token"))
                    .forEach(e -> {
                        JsonNode token = e.getValue().isObject() ? e.getValue().path("content") : e.getValue();
                        if (token.isTextual()) {
                            special.put(e.getKey(), token.asText());
                        }
                    });
        }
        return special;
    }

    private TemplatePolicy policy() {
        String place = directory.resolve("profile.yaml") + "#template";
        JsonNode json = json("profile.yaml", YAML).path("template");
        return new TemplatePolicy(
                json.hasNonNull("think") ? think(place, json.path("think").asText()) : TemplatePolicy.DEFAULT.think(),
                json.hasNonNull("date") ? date(place, json.path("date").asText()) : TemplatePolicy.DEFAULT.date());
    }

    private static ThinkPolicy think(String place, String value) {
        return Arrays.stream(ThinkPolicy.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new ModelException(place + ".think", value, "must be empty or keep", "leave it out for empty"));
    }

    private static LocalDate date(String place, String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new ModelException(place + ".date", value, "must be a date", "write it as 2024-07-26", e);
        }
    }

    private JsonNode json(String name, ObjectMapper mapper) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return JSON.createObjectNode();
        }
        try {
            return mapper.readTree(text(file));
        } catch (IOException e) {
            throw new ModelException(file, e.getClass().getSimpleName(), "must be readable", "export it again", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ModelException(
                    file, e.getClass().getSimpleName(), "must be readable UTF-8", "check its permissions", e);
        }
    }

    private static String alpaca() {
        try (InputStream in = TemplateFiles.class.getResourceAsStream("alpaca.jinja")) {
            return new String(Objects.requireNonNull(in, "alpaca.jinja").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own template cannot be read", e);
        }
    }
}
