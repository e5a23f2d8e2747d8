package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.testing.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands are found by name without being loaded, and what is wrong with a command line is said in one line. */
class CommandTreeTest {
    static final List<String> NAMES = ClientCommands.GROUP.names();

    private static final List<CommandGroup> GROUPS = List.of(ClientCommands.GROUP);

    @ParameterizedTest
    @FieldSource("NAMES")
    void shouldCallEachCommandByItsOwnName(String name) {
        Class<?> type = ClientCommands.GROUP.type().apply(name);

        assertThat(type.getAnnotation(Command.class).name()).isEqualTo(name);
    }

    @Test
    void shouldBuildTheCommandThatIsNamedAndNoOther() {
        CommandLine line = CommandTree.of(GROUPS, "status", "--watch");

        assertThat(line.getSubcommands()).containsOnlyKeys("status");
    }

    @Test
    void shouldShowAllOfThemInTheHelp() {
        for (List<String> asking : List.of(List.of("--help"), List.of("help"))) {
            Ended ended = CommandLines.run(asking.toArray(String[]::new));

            assertThat(ended.status()).isZero();
            assertThat(ended.out()).contains(NAMES).contains("help", "completion", "Exit status:");
            assertThat(ended.out().lines()).allMatch(line -> line.length() <= 80);
        }
    }

    /** A name that is there for scripts of before must not take the room of the descriptions. */
    @Test
    void shouldListNoFormerNamesInTheHelp() {
        String help = CommandLines.run("--help").out();

        assertThat(help).doesNotContain("generate-completion").containsPattern("(?m)^ {2}status {2,10}\\p{Upper}");
    }

    /** An option that would be left out of account is refused, for whoever gave it meant something by it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push a.jsonl --dry-run --wait            | --dry-run sends nothing, which --wait is about",
                "push a.jsonl --dry-run --from-start      | --dry-run sends nothing, which --from-start is about",
                "push a.jsonl --dry-run --patience 3      | --dry-run sends nothing, which --patience is about",
                "push a.jsonl --bootstrap-servers h:9092  | --bootstrap-servers: is for --wait",
                "push a.jsonl --kafka-properties k        | --kafka-properties: is for --wait",
                "push a.jsonl --patience -1               | --patience=-1: must be 0 or more; try 600",
                "forget notes f --patience -1             | --patience=-1: must be 0 or more; try 120",
                "replay-dlq --limit 5                     | --limit: is for --dry-run",
                "topics --acls --output json              | --output: is for the list of topics",
                "topics --config a.yaml --create --output yaml | --output: is for the list of topics",
                "show notes@1 --card c.html --report      | --report: is not for --card",
                "show notes@1 --card c.html --output json | --output: is not for --card",
                "promote notes@1 --shadow                 | are for --canary; add --canary 20%",
            })
    void shouldRefuseOptionsThatDoNothing(String line, String said) {
        Ended ended = CommandLines.run(line.split(" +"));

        assertThat(ended.status()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"push,--patience", "probes push,FILE", "rollback,--to"})
    void shouldHelpWithOneCommand(String command, String part) {
        String[] words = ("help " + command).split(" ");

        assertThat(CommandLines.run(words).out()).contains("Usage: alluvium " + command, part);
    }

    @Test
    void shouldCompleteCommandsAndOptions() {
        for (String name : List.of("completion", "generate-completion")) {
            Ended ended = CommandLines.run(name);

            assertThat(ended.status()).isZero();
            assertThat(ended.out()).startsWith("#!").contains("--patience", "replay-dlq", "--not-now");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stauts          | there is no command 'stauts'; did you mean `alluvium status`?",
                "vers            | there is no command 'vers'; did you mean `alluvium versions`?",
                "serve           | there is no command 'serve'",
                "undo            | there is no command 'undo'; did you mean `alluvium rollback`?",
                "push-records    | there is no command 'push-records'; `alluvium --help` says",
                "help pusch      | there is no command 'pusch'; did you mean `alluvium push`?",
                "push --modle x  | push: there is no option --modle; did you mean `--model`?",
                "push --modle=x  | push: there is no option --modle; did you mean `--model`?",
                "push            | push: Missing required parameter: 'FILE'",
                "push a --patience x | push: Invalid value for option '--patience'",
                "push a --patience x | 'x' is no whole number",
                "history --limit 1.5 | '1.5' is no whole number",
                "show notes@99999999999 | is no MODEL@VERSION",
                "push a --format docx | but was 'docx'",
                "status notes    | status: 'notes' is one word too many",
                "probes          | probes: name a command: push, list",
                "probes pull     | there is no command 'pull'; `alluvium probes --help`",
                "show a@b@c      | 'a@b@c' is no MODEL@VERSION",
            })
    void shouldSayInOneLineWhatIsWrong(String line, String said) {
        Ended ended = CommandLines.run(line.split(" "));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).startsWith("alluvium: ").contains(said).contains(" --help` says how it is used");
    }

    @Test
    void shouldListTheCommandsWhereNoneIsNamed() {
        Ended ended = CommandLines.run();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("Usage: alluvium", "rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void shouldSayItsVersion(String option) {
        assertThat(CommandLines.run(option).out()).startsWith("alluvium ");
    }

    /** The launch script starts these with few jars; it has to know which they are. */
    @Test
    void shouldBeTheClientCommandsOfTheLaunchScript() throws IOException {
        Matcher listed = Pattern.compile("^ {2}([a-z| -]+)\\) client=1 ;;$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "alluvium")));
        List<String> names = new ArrayList<>();
        while (listed.find()) {
            names.addAll(List.of(listed.group(1).split(" \\| ")));
        }

        assertThat(names).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void shouldRehearseWithAModelAsTheRegistryShowsIt() throws IOException {
        ModelState model = Json.mapper().readValue(StartupRehearsal.MODEL, ModelState.class);

        assertThat(model.versions()).containsOnlyKeys(0);
    }
}
