package dev.alluvium.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** JSON files of a model directory: read with errors that name the file, written with stable bytes. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    static JsonNode read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            if (!json.isObject()) {
                throw new ModelException(file, json.getNodeType(), "must be a JSON object", "export the model again");
            }
            return json;
        } catch (NoSuchFileException e) {
            throw new ModelException(file, "absent", "must exist", "give a Hugging Face model directory", e);
        } catch (JsonProcessingException e) {
            throw new ModelException(file, e.getOriginalMessage(), "must be JSON", "export the model again", e);
        } catch (CharacterCodingException e) {
            throw new ModelException(file, "other bytes", "must be UTF-8", "export the model again", e);
        } catch (IOException e) {
            Path directory = file.getParent();
            if (directory != null && Files.isRegularFile(directory)) {
                throw new ModelException(
                        directory, "a file", "must be a directory", "give a Hugging Face model directory", e);
            }
            throw new ModelException(file, e.getClass().getSimpleName(), "cannot be read", "check its permissions", e);
        }
    }

    /** A JSON text that is part of the file {@code place}. */
    static JsonNode parse(String place, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ModelException(place, e.getOriginalMessage(), "must be JSON", "export the adapter again", e);
        }
    }

    static void write(Path file, JsonNode json) {
        try {
            Files.writeString(file, MAPPER.writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
