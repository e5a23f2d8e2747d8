package dev.alluvium.simulation;

/** A mechanism that is broken on purpose, to show that the simulation would notice. */
enum Mutation {
    NONE,
    /** Cleaning accepts every candidate without asking the fact's state. */
    SKIP_DUPLICATE_CHECK,
    /** Cleaning forgets what it holds. */
    FORGET_HELD,
    /** Cleaning lets an old verdict on a round overrule a newer one. */
    IGNORE_GENERATION,
    /** Cleaning goes on remembering the records of a refused round. */
    KEEP_HASHES_AFTER_REFUSAL,
    /** Outputs are committed before the offsets of what caused them. */
    NO_OFFSETS_IN_TRANSACTION,
    /** The accumulator forgets what it dropped only because of a round that was then refused. */
    LOSE_CONDITIONAL_DROPS,
    /** The accumulator does not hear that a round was refused. */
    IGNORE_REFUSAL_IN_ACCUMULATOR,
    /** The accumulator takes what differs in a word for the same. */
    DROP_WHAT_DIFFERS,
    /** The accumulator compares no record with those of other facts but letter by letter. */
    KEEP_NEAR_DUPLICATES,
    /** The accumulator does not tell what it dropped outside of rounds. */
    DROPS_NOT_TOLD,
    /** The accumulator judges anew what it reads again after an older savepoint, whatever a manifest says of it. */
    JUDGE_AGAIN,
    /** A conditional PUT overwrites what is there. */
    OVERWRITE_MANIFEST,
    /** The trainer takes every round, decided or not. */
    TRAIN_DECIDED_ROUNDS,
    /** A consolidation trains every record of the champion's ancestry, current or not. */
    REBUILD_SUPERSEDED_FACTS,
    /** The trainer hears of an erasure only by the rounds that it trains or repeats. */
    ERASE_BY_ANCESTRY_ALONE,
    /** The accumulator lists an erasure only with the next round that is taught. */
    ERASURES_WAIT_FOR_RECORDS,
    /** Cleaning lets a requeued round bring back what was erased. */
    REQUEUE_THE_ERASED,
    /** A consolidation does not tell which base its adapter belongs to. */
    FORGET_THE_BASE,
    /** The registry promotes whatever passed, whichever version it started from. */
    PROMOTE_WITHOUT_PARENT_CHECK,
    /** The registry numbers a run again when its message is repeated. */
    REGISTER_REPEATED_RUNS,
    /** The registry forgets a verdict that comes before its adapter. */
    FORGET_EARLY_VERDICTS,
    /** The registry promotes what failed. */
    PROMOTE_FAILED,
    /** A registry that was replaced goes on writing. */
    NO_FENCING,
    /** The registry forgets to tell that a rollback refused rounds. */
    SILENT_ROLLBACK,
    /** Serving answers with whatever it is told. */
    SERVE_WITHOUT_ATTESTATION
}
