package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.pipeline.DeadLetterRate;

/** Nearly everything that arrives is no record: somebody should look before cleaning goes on. */
final class TooManyDeadLettersException extends RuntimeException {
    TooManyDeadLettersException(String topic) {
        super("more than " + DeadLetterRate.MOST + " of the last " + DeadLetterRate.WINDOW + " records of " + topic
                + " are no JSON records; see GET /v1/dead-letters, stop what pushes them, and restart");
    }
}
