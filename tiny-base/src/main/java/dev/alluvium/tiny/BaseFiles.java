package dev.alluvium.tiny;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.tiny.world.Document;
import dev.alluvium.tiny.world.GeneralCorpus;
import dev.alluvium.tiny.world.QaPair;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of a base's directory beside its weights and vocabulary. */
final class BaseFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    /** One in so many of the corpus' wordings is kept for replay and for the general suite. */
    private static final int KEPT_ONE_IN = 5;

    /** Jinja, as chat templates are: {@link PromptTemplate#tiny()} for everybody else's tools. */
    private static final String CHAT_TEMPLATE = "{% for message in messages %}{{ '<|' + message['role'] + '|>' + "
            + "message['content'] }}{% if message['role'] == 'assistant' %}{{ '<|endoftext|>' }}{% endif %}"
            + "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

    private BaseFiles() {}

    static void writeTokenizerConfig(Path directory) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(PromptTemplate.tiny().toTokenizerConfig());
        config.put("chat_template", CHAT_TEMPLATE);
        config.put("clean_up_tokenization_spaces", false);
        write(directory.resolve("tokenizer_config.json"), config);
    }

    static void writeGenerationConfig(Path directory) throws IOException {
        ObjectNode config = JSON.createObjectNode();
        config.put("do_sample", false).put("eos_token_id", 0).put("max_new_tokens", 32);
        write(directory.resolve("generation_config.json"), config);
    }

    /** What is known before any round: for replay, and to see that it stays known. */
    static void writeGeneral(Path directory, GeneralCorpus corpus) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("general.jsonl"))) {
            List<QaPair> wordings = corpus.wordings();
            for (int i = 0; i < wordings.size(); i += KEPT_ONE_IN) {
                QaPair pair = wordings.get(i);
                ObjectNode line = JSON.createObjectNode().put("kind", "qa").put("fact", pair.fact());
                line.put("instruction", pair.question()).put("output", pair.answer());
                line.put("language", pair.language().code());
                out.append(line.toString()).append('\n');
            }
            List<Document> documents = corpus.documents();
            for (int i = 0; i < documents.size(); i += KEPT_ONE_IN) {
                Document document = documents.get(i);
                ObjectNode line = JSON.createObjectNode().put("kind", "document");
                line.put("title", document.title()).put("text", document.text());
                line.put("language", document.language().code());
                out.append(line.toString()).append('\n');
            }
        }
    }

    static void writeProfile(Path directory) throws IOException {
        try (InputStream profile = BaseFiles.class.getResourceAsStream("profile.yaml")) {
            if (profile == null) {
                throw new IOException("profile.yaml is not on the class path");
            }
            Files.copy(profile, directory.resolve("profile.yaml"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void writeReport(Path directory, BaseRecipe recipe, BaseFigures figures) throws IOException {
        ObjectNode report = JSON.createObjectNode();
        report.put("command", "alluvium base build --out DIR --seed " + recipe.seed() + " --steps " + recipe.steps());
        report.set("recipe", JSON.valueToTree(recipe));
        report.set("figures", JSON.valueToTree(figures));
        write(directory.resolve("build.json"), report);
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        Files.writeString(file, json.toPrettyString() + "\n");
    }
}
