package dev.alluvium.trainer.run;

import dev.alluvium.model.LoraShape;
import dev.alluvium.model.TargetModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in the words of the configuration where two shapes of adapters differ. */
final class ShapeDifference {
    private ShapeDifference() {}

    /** Such as {@code has rank 16, alpha 32; training asks for rank 8, alpha 16}. */
    static String difference(LoraShape has, LoraShape asked) {
        return "has " + of(has, asked) + "; training asks for " + of(asked, has);
    }

    /** What of {@code shape} is not so in {@code other}. */
    private static String of(LoraShape shape, LoraShape other) {
        List<String> words = new ArrayList<>();
        if (shape.rank() != other.rank()) {
            words.add("rank " + shape.rank());
        }
        if (shape.alpha() != other.alpha()) {
            words.add(
                    "alpha " + (shape.alpha() == Math.rint(shape.alpha()) ? "" + (long) shape.alpha() : shape.alpha()));
        }
        if (!shape.targets().equals(other.targets())) {
            words.add("target-modules " + names(shape.targets()));
        }
        if (shape.rankStabilised() != other.rankStabilised()) {
            words.add("rs-lora " + shape.rankStabilised());
        }
        return String.join(", ", words);
    }

    private static String names(Set<TargetModule> targets) {
        return targets.equals(TargetModule.all())
                ? "all"
                : targets.stream()
                        .map(TargetModule::shortName)
                        .map(name -> name.replace("_proj", ""))
                        .collect(Collectors.joining("+"));
    }
}
