package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ExitStatus;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what became of an order whose answer was lost. */
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description = "Show what became of an order, such as a promotion or a rollback, by its id.",
        footer = {
            "",
            "Exit status 0 if it was executed, or there was nothing to do; 1 if it was refused, or changed nothing and never"
                    + " will; 3 while it waits or is being committed."
        })
final class OrderCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Parameters(paramLabel = "MODEL", description = "The model that it is about.")
    String model;

    @Parameters(paramLabel = "ID", index = "1", description = "The order's id.")
    String order;

    @Override
    public Integer call() {
        OrderOption.check("ID", order);
        JsonNode status = new Registry(target.api()).order(model, order);
        String state = status.path("state").asText();
        if (output.isTable()) {
            String note = status.path("note").asText();
            System.out.println(model + ": order " + order + " is " + word(state) + (note.isEmpty() ? "" : ": " + note));
        } else {
            output.print(System.out, status);
        }
        return switch (state) {
            case "REFUSED" -> ExitStatus.REFUSED;
            case "WAITING", "DECIDING" -> ExitStatus.WAITS;
            default -> ExitStatus.DONE;
        };
    }

    private static String word(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ').replace("nothing to do", "done, with nothing to do");
    }
}
