package dev.alluvium.cli;

import dev.alluvium.cli.client.ChatClient;
import dev.alluvium.cli.client.ChatClient.Answer;
import dev.alluvium.cli.client.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model. */
@Command(name = "ask", mixinStandardHelpOptions = true, description = "Ask a model, or several of its versions.")
final class AskCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Parameters(
            paramLabel = "MODEL[@VERSION]",
            index = "0",
            description = "The model, or one of its versions that was judged, such as notes@3.")
    String name;

    @Parameters(paramLabel = "QUESTION", index = "1", description = "What to ask.")
    String question;

    @Option(names = "--compare", split = ",", paramLabel = "VERSION", description = "Further versions to ask.")
    List<String> compare = new ArrayList<>();

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "The longest answer, in tokens (default: ${DEFAULT-VALUE}).")
    int maxTokens;

    @Override
    public Integer call() {
        ChatClient answers = new ChatClient(target.api());
        List<String> names = new ArrayList<>(List.of(name));
        String model = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        compare.forEach(version -> names.add(model + "@" + version));
        for (String each : names) {
            Answer answer = answers.ask(each, question, maxTokens);
            System.out.println(
                    names.size() == 1 ? answer.text() : model + "@" + answer.version() + ": " + answer.text());
        }
        return 0;
    }
}
