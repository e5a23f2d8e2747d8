package dev.alluvium.tiny.bpe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a vocabulary as {@code tokenizer.json} of Hugging Face's tokenizers library. */
public final class TokenizerFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenizerFiles() {}

    /** Writes {@code tokenizer.json} into {@code directory}. */
    public static void write(Bpe bpe, Path directory) throws IOException {
        Files.write(directory.resolve("tokenizer.json"), JSON.writeValueAsBytes(tokenizer(bpe)));
    }

    private static ObjectNode tokenizer(Bpe bpe) {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (int id = 0; id < bpe.special(); id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", bpe.symbols().get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putNull("normalizer");
        root.set("pre_tokenizer", byteLevel());
        root.putNull("post_processor");
        root.set("decoder", byteLevel());
        root.set("model", model(bpe));
        return root;
    }

    private static ObjectNode byteLevel() {
        return JSON.createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private static ObjectNode model(Bpe bpe) {
        ObjectNode model = JSON.createObjectNode().put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < bpe.symbols().size(); id++) {
            vocabulary.put(bpe.symbols().get(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        bpe.merges().forEach(merge -> merges.add(merge.left() + " " + merge.right()));
        return model;
    }
}
