package dev.alluvium.trainer.paraphrase;

/** Whether a paraphrase is trained, and if not, why. */
public enum ParaphraseVerdict {
    /** It is trained. */
    USED,
    /** The fact has it already. */
    DUPLICATE,
    /** Evaluation asks it, in these words or nearly. */
    PROBE,
    /** It is empty, too long, or says something else than the record. */
    UNFIT
}
