package dev.alluvium.trainer.paraphrase;

/** A language model that rewords; port of the adapter that asks an endpoint. Safe for use by several threads. */
@FunctionalInterface
public interface Rewriter {
    /**
     * The model's answer.
     *
     * @throws Away if there is none after all retries
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    String answer(String instruction);

    /** The endpoint is away or refuses; the message names it and the remedy, never what was asked. */
    final class Away extends RuntimeException {
        public Away(String message) {
            super(message);
        }
    }
}
