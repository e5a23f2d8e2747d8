package dev.alluvium.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.TurnTemplate;
import dev.alluvium.tiny.world.GeneralCorpus;
import dev.alluvium.tiny.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void shouldKeepSeveralWordingsOfEveryGeneralFact() throws IOException {
        BaseFiles.writeGeneral(directory, GeneralCorpus.standard());

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("general.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        var byFact = lines.stream()
                .filter(line -> line.get("kind").asText().equals("qa"))
                .collect(Collectors.groupingBy(line -> line.get("fact").asText(), Collectors.counting()));
        assertThat(byFact).hasSize(2 * World.general().facts().size());
        assertThat(byFact.values()).allMatch(count -> count >= 4);
        assertThat(lines).anyMatch(line -> line.get("kind").asText().equals("document"));
    }

    @Test
    void shouldWriteAPromptTemplateThatReadsBack() throws IOException {
        BaseFiles.writeTokenizerConfig(directory);

        assertThat(PromptTemplate.load(directory)).isEqualTo(PromptTemplate.tiny());
        JsonNode config =
                JSON.readTree(directory.resolve("tokenizer_config.json").toFile());
        assertThat(config.get("chat_template").asText()).contains("<|assistant|>", "<|endoftext|>");
    }

    @Test
    void shouldNameEverySpecialTokenOfThePromptTemplate() {
        TurnTemplate template = PromptTemplate.tiny();

        assertThat(Set.copyOf(BaseRecipe.SPECIAL_TOKENS))
                .containsExactlyInAnyOrder(
                        template.system().prefix(),
                        template.user().prefix(),
                        template.assistant().prefix(),
                        template.assistant().suffix(),
                        template.document().prefix());
    }
}
