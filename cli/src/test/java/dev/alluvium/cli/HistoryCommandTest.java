package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCommandTest {
    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @BeforeEach
    void history() {
        api.answer("/registry/models/notes/history", """
                {"model": "notes", "at": "2026-11-21T00:00:00Z", "champion": 1, "events": [
                  {"at": "2026-11-20T08:00:00Z", "actor": "registry-service", "reason": "declared",
                   "change": {"type": "model-declared", "base": "tiny"}},
                  {"at": "2026-11-20T09:00:00.123Z", "actor": "registry-service", "reason": "the gate passed it",
                   "change": {"type": "version-promoted", "version": 1}},
                  {"at": "2026-11-20T10:00:00Z", "actor": "admin", "reason": "wrong prices",
                   "change": {"type": "rolled-back", "from": 1, "to": 0, "drill": false}}]}
                """);
    }

    @Test
    void shouldTellWhoChangedWhatWhenAndWhyInATable() {
        Ended ended = api.run("history", "notes");

        assertThat(ended.out())
                .contains("AT", "EVENT", "VERSION", "BY", "WHY")
                .containsPattern("2026-11-20T09:00:00Z +version-promoted +1 +registry-service +the gate passed it")
                .containsPattern("2026-11-20T10:00:00Z +rolled-back +1 to 0 +admin +wrong prices");
    }

    @Test
    void shouldShowOnlyWhatIsAskedFor() {
        assertThat(api.run("history", "notes", "--by", "admin").out())
                .contains("rolled-back")
                .doesNotContain("version-promoted");
        assertThat(api.run("history", "notes", "--version", "0").out())
                .contains("rolled-back")
                .doesNotContain("version-promoted");
        assertThat(api.run("history", "notes", "--type", "model-declared").out())
                .contains("model-declared")
                .doesNotContain("rolled-back");
    }

    @Test
    void shouldSayHowManyAreNotShown() {
        Ended ended = api.run("history", "notes", "--limit", "1");

        assertThat(ended.out()).contains("rolled-back").doesNotContain("version-promoted");
        assertThat(ended.err()).contains("the newest 1 of 3; --limit shows more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--type frozen                  | no event of --type frozen; it has model-declared, rolled-back, version-promoted",
                "--by somebody                  | no event --by somebody; it has events by admin, registry-service",
                "--version 7                    | no event of --version 7; it has events of versions 0, 1",
                "--by admin --type model-declared | that all of --type, --by and --version choose; leave one of them out",
            })
    void shouldSayWhichFilterNothingPasses(String filters, String said) {
        Ended ended = api.run(("history notes " + filters).split(" "));

        assertThat(ended.status()).isZero();
        assertThat(ended.err()).contains("the history of notes has no event", said);
    }

    @Test
    void shouldRefuseATypeThatNoEventHas() {
        Ended ended = api.run("history", "notes", "--type", "version-promotd", "--output", "json");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("--type=version-promotd: is no type of event", "version-promoted");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void shouldSayInASentenceWhichVersionWasChampion() {
        Ended ended = api.run("history", "notes", "--at", "2026-11-21T00:00:00Z");

        assertThat(ended.out()).startsWith("version 1 was the champion of notes at 2026-11-21T00:00:00Z\n");
    }
}
