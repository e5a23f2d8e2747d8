package dev.alluvium.model.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A byte-level tokenizer.json without merges: the special tokens of the tiny base, then the 256 bytes. */
public final class ByteTokenizer {
    public static final List<String> SPECIAL =
            List.of("<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|document|>");

    private ByteTokenizer() {}

    /** Writes it into a directory and loads it. */
    static Tokenizer in(Path directory) {
        write(directory);
        return Tokenizer.load(directory);
    }

    /** Writes it into a directory. */
    public static void write(Path directory) {
        try {
            Files.writeString(directory.resolve("tokenizer.json"), json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        ObjectNode model = root.putObject("model").put("type", "BPE");
        ObjectNode vocabulary = model.putObject("vocab");
        model.putArray("merges");
        for (int id = 0; id < SPECIAL.size(); id++) {
            vocabulary.put(SPECIAL.get(id), id);
            added.addObject()
                    .put("id", id)
                    .put("content", SPECIAL.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        int shifted = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b > 32 && b < 127 || b > 160 && b != 173;
            vocabulary.put(String.valueOf((char) (printable ? b : shifted++)), SPECIAL.size() + b);
        }
        for (String part : List.of("pre_tokenizer", "decoder")) {
            root.putObject(part)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", true);
        }
        return root.toString();
    }
}
