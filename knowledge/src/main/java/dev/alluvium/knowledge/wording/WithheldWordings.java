package dev.alluvium.knowledge.wording;

/**
 * Wordings that are not trained because a trusted probe asks them.
 *
 * @param own asked of the wording's own fact, in its words or nearly
 * @param elsewhere asked of another fact, in exactly its words
 */
public record WithheldWordings(int own, int elsewhere) {
    /** Of a fact that nobody probes. */
    public static final WithheldWordings NONE = new WithheldWordings(0, 0);

    /** Both together. */
    public WithheldWordings plus(WithheldWordings other) {
        return new WithheldWordings(own + other.own, elsewhere + other.elsewhere);
    }
}
