package dev.alluvium.tiny;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Builds a base from the command line: {@code BaseBuildMain DIRECTORY [STEPS [SEED]]}. */
public final class BaseBuildMain {
    private static final int REPORT_EVERY = 100;

    private BaseBuildMain() {}

    public static void main(String[] arguments) throws IOException {
        BaseRecipe recipe = BaseRecipe.standard();
        if (arguments.length > 1) {
            recipe = recipe.withSteps(Integer.parseInt(arguments[1]));
        }
        if (arguments.length > 2) {
            recipe = recipe.withSeed(Long.parseLong(arguments[2]));
        }
        System.out.println(BaseBuild.run(recipe, Path.of(arguments[0]), BaseBuildMain::print));
    }

    private static void print(int step, int of, double loss, double tokensPerSecond) {
        if (step % REPORT_EVERY == 0 || step == of) {
            System.err.printf(Locale.ROOT, "step %d/%d loss %.3f %.0f tok/s%n", step, of, loss, tokensPerSecond);
        }
    }
}
