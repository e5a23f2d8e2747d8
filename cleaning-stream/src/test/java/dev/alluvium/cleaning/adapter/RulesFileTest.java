package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.RuleAction;
import dev.alluvium.settings.RuleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {
    private static final String ONE = "rules:\n  - { name: short, when: size(output) < 5 }\n";
    private static final String TWO = ONE + "  - { name: shout, when: \"output.endsWith('!')\", then: flag }\n";
    private static final String WRONG = "rules:\n  - { name: typo, when: size(outptu) < 5 }\n";

    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong();
    private long modified = 1_000;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("rules.yaml");
        write(ONE);
    }

    @Test
    void shouldReadTheFileAgainOnceItChanged() throws IOException {
        RulesFile rules = rules();
        write(TWO);

        int before = rules.get().size();
        clock.addAndGet(RulesFile.EVERY_MILLIS);

        assertThat(before).isEqualTo(2);
        assertThat(rules.get().size()).isEqualTo(3);
        assertThat(rules.problem()).isNull();
    }

    @Test
    void shouldKeepTheRulesBeforeAFileThatIsWrongAndSayWhatIsWrong() throws IOException {
        RulesFile rules = rules();

        change(rules, WRONG);

        assertThat(rules.get().size()).isEqualTo(2);
        assertThat(rules.problem())
                .contains(file.toString())
                .contains("rules.typo.when")
                .contains("outptu");

        change(rules, TWO);

        assertThat(rules.get().size()).isEqualTo(3);
        assertThat(rules.problem()).isNull();
    }

    @Test
    void shouldKeepTheRulesOfAFileThatWentAway() throws IOException {
        RulesFile rules = rules();

        Files.delete(file);
        clock.addAndGet(RulesFile.EVERY_MILLIS);

        assertThat(rules.get().size()).isEqualTo(2);
        assertThat(rules.problem()).contains(file.toString());
    }

    @Test
    void shouldRefuseToStartWithAWrongFile() throws IOException {
        write(WRONG);

        assertThatThrownBy(this::rules)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("undeclared reference to 'outptu'");
    }

    private RulesFile rules() {
        RuleSettings own = new RuleSettings("own", "output == 'x'", RuleAction.REJECT, List.of(), null);
        CleaningSettings settings =
                new CleaningSettings(Map.of(), null, null, null, null, file.toString(), List.of(own));
        return new RulesFile(settings, Map.of(), clock::get);
    }

    private void change(RulesFile rules, String content) throws IOException {
        write(content);
        clock.addAndGet(RulesFile.EVERY_MILLIS);
        rules.get();
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
        modified += 1_000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
    }
}
