package dev.alluvium.knowledge.wording;

/**
 * Wordings that are not trained because a trusted probe asks them.
 *
 * @param own asked of the wording's own fact, in its words or nearly
 * @param elsewhere asked of another fact, in exactly its words
 */
public record Withheld(int own, int elsewhere) {
    /** Of a fact that nobody probes. */
    public static final Withheld NONE = new Withheld(0, 0);

    /** Both together. */
    public Withheld plus(Withheld other) {
        return new Withheld(own + other.own, elsewhere + other.elsewhere);
    }
}
