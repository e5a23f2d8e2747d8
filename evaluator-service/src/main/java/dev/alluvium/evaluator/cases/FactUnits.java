package dev.alluvium.evaluator.cases;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which facts are one unit of the statistics. A fact that names another one and a language ({@code product/AX/weight/zh}
 * beside {@code product/AX/weight}) says the same in that language: its score counts with the other's, as both are learnt
 * or missed together.
 */
final class FactUnits {
    private static final Pattern LANGUAGE = Pattern.compile("/[a-z]{2}(-[A-Z][A-Za-z]{1,3})?$");

    private final Set<String> facts;

    FactUnits(Collection<String> facts) {
        this.facts = new HashSet<>(facts);
    }

    /** The unit of a fact: itself, or the fact whose translation it is. */
    String of(String fact) {
        String stem = LANGUAGE.matcher(fact).replaceFirst("");
        return facts.contains(stem) ? stem : fact;
    }
}
