package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.record.Wording;
import java.time.Instant;
import java.util.List;

/**
 * What an endpoint answered about one record.
 *
 * @param recordId the record that it was asked about
 * @param revision of the fact, by which an erasure tells what it covers
 * @param model that answered
 * @param readable whether the answer held what was asked for; without, there are no wordings
 */
record ParaphraseAnswer(
        String fact,
        String recordId,
        Instant revision,
        Paraphrase.Origin origin,
        String model,
        boolean readable,
        List<Wording> wordings) {
    ParaphraseAnswer {
        wordings = List.copyOf(wordings);
    }
}
