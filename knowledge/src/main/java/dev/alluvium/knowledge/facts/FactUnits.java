package dev.alluvium.knowledge.facts;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which facts are one unit of the statistics, and of every number of facts that something waits for. A fact that names
 * another one and a language ({@code product/AX/weight/zh} beside {@code product/AX/weight}) says the same in that
 * language: its score counts with the other's, as both are learnt or missed together.
 */
public final class FactUnits {
    private static final Pattern LANGUAGE = Pattern.compile("/[a-z]{2}(-[A-Z][A-Za-z]{1,3})?");

    /** Of {@code /zh-Hant}, the longest. */
    private static final int LONGEST = 8;

    private final Set<String> facts;

    /** @param facts all that a unit may be named after */
    public FactUnits(Collection<String> facts) {
        this.facts = new HashSet<>(facts);
    }

    /** The unit of a fact: itself, or the fact whose translation it is. */
    public String of(String fact) {
        int slash = fact.lastIndexOf('/');
        if (slash < 0
                || fact.length() - slash > LONGEST
                || !LANGUAGE.matcher(fact.substring(slash)).matches()) {
            return fact;
        }
        String stem = fact.substring(0, slash);
        return facts.contains(stem) ? stem : fact;
    }

    /** How many units some facts are. */
    public static int count(Collection<String> facts) {
        FactUnits units = new FactUnits(facts);
        return (int) facts.stream().map(units::of).distinct().count();
    }
}
