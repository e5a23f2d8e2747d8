package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/**
 * PEFT's {@code target_modules}: {@code all-linear}, a list of short names, of paths or of the full names of every layer's
 * modules, or a pattern that must match a full name whole. An adapter here has the same projections in every layer, so a
 * list or pattern that covers a projection in some layers only is refused, with the layer that lacks it.
 */
final class PeftTargets {
    private static final String ALL_LINEAR = "all-linear";
    private static final String LAYERS = "layers.";
    private static final String MODEL = "model.";

    /** What PEFT shortens full names to: {@code 3.mlp.up_proj}. */
    private static final Pattern NUMBERED = Pattern.compile("\\d{1,5}\\..*");

    /** How many characters a pattern may look at, so that none runs for ever. */
    private static final int MOST_LOOKS = 100_000;

    private final String place;
    private final int layers;
    private final Map<TargetModule, Set<Integer>> covered = new EnumMap<>(TargetModule.class);

    private PeftTargets(String place, int layers) {
        this.place = place;
        this.layers = layers;
    }

    /**
     * Reads the projections.
     *
     * @param exclude names or a pattern of modules that are none of them, {@code exclude_modules}; null or missing for none
     * @param tensors the names of the adapter's weights, which say how many layers there are
     */
    static Set<TargetModule> of(String place, JsonNode node, JsonNode exclude, Set<String> tensors) {
        PeftTargets targets = new PeftTargets(place, layers(tensors));
        if (node.isTextual() && node.asText().equals(ALL_LINEAR)) {
            TargetModule.all().forEach(targets::everywhere);
        } else if (node.isTextual()) {
            targets.pattern(node.asText());
        } else {
            node.forEach(name -> targets.name(name.asText()));
        }
        targets.exclude(exclude);
        return targets.same();
    }

    /** Takes out what PEFT would not have adapted: a pattern matches a full name whole, a name its end. */
    private void exclude(JsonNode exclude) {
        Predicate<String> excluded = exclude.isTextual() && !exclude.asText().isEmpty()
                ? matcher(exclude.asText())
                : full -> StreamSupport.stream(exclude.spliterator(), false)
                        .anyMatch(name -> full.equals(name.asText()) || full.endsWith("." + name.asText()));
        covered.forEach((target, found) -> found.removeIf(layer -> excluded.test(full(layer, target))));
        covered.values().removeIf(found -> found.isEmpty() && layers > 0);
    }

    private static String full(int layer, TargetModule target) {
        return MODEL + LAYERS + layer + "." + target.path();
    }

    private void everywhere(TargetModule target) {
        covered.computeIfAbsent(target, none -> new TreeSet<>());
        for (int each = 0; each < layers; each++) {
            cover(target, each);
        }
    }

    /** How many layers the names of weights speak of. */
    static int layers(Set<String> tensors) {
        return tensors.stream().mapToInt(PeftTargets::layer).max().orElse(-1) + 1;
    }

    /** The layer that a full name speaks of; -1 if it is none. */
    private static int layer(String name) {
        int at = name.indexOf(LAYERS);
        int end = at < 0 ? -1 : name.indexOf('.', at + LAYERS.length());
        String digits = end < 0 ? "" : name.substring(at + LAYERS.length(), end);
        boolean number =
                !digits.isEmpty() && digits.length() < 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : -1;
    }

    private void name(String given) {
        String name = NUMBERED.matcher(given).matches() ? LAYERS + given : given;
        int layer = layer(name);
        if (layer < 0) {
            everywhere(TargetModule.ofShortName(name));
            return;
        }
        String path = name.substring(
                name.indexOf(LAYERS) + LAYERS.length() + Integer.toString(layer).length() + 1);
        TargetModule target = TargetModule.ofShortName(path);
        if (layer >= layers || !target.path().equals(path)) {
            throw new ModelException(
                    place,
                    given,
                    "must name a projection of a layer that has weights",
                    "save the adapter with PEFT again");
        }
        cover(target, layer);
    }

    private void pattern(String text) {
        Predicate<String> matches = matcher(text);
        for (int layer = 0; layer < layers; layer++) {
            for (TargetModule target : TargetModule.values()) {
                if (matches.test(full(layer, target))) {
                    cover(target, layer);
                }
            }
        }
        if (covered.isEmpty()) {
            throw new ModelException(
                    place,
                    text,
                    "must match the full names of projections, such as model.layers.0.self_attn.q_proj",
                    "write the names it stands for");
        }
    }

    private Predicate<String> matcher(String text) {
        try {
            Pattern pattern = Pattern.compile(text.replace("(?P<", "(?<")); // as Python names groups
            return name ->
                    pattern.matcher(new Watched(name, new int[] {MOST_LOOKS})).matches();
        } catch (PatternSyntaxException e) {
            throw new ModelException(
                    place,
                    text,
                    "must be a list of names, a pattern or all-linear",
                    "write the names it stands for",
                    e);
        }
    }

    private void cover(TargetModule target, int layer) {
        covered.computeIfAbsent(target, none -> new TreeSet<>()).add(layer);
    }

    private Set<TargetModule> same() {
        covered.forEach((target, found) -> {
            for (int layer = 0; layer < layers; layer++) {
                if (!found.contains(layer)) {
                    throw new ModelException(
                            place,
                            target.path() + " in " + found.size() + " of " + layers + " layers",
                            "must be the same projections in every layer: layer " + layer + " lacks " + target.path(),
                            "train the adapter on the same projections in all layers");
                }
            }
        });
        return covered.isEmpty() ? EnumSet.noneOf(TargetModule.class) : EnumSet.copyOf(covered.keySet());
    }

    /** A text that can be looked at so many times, which bounds what a pattern tries. */
    private record Watched(String text, int[] left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (left[0]-- <= 0) {
                throw new ModelException(
                        "target_modules", text, "must be matched in few steps", "write the names it stands for");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
