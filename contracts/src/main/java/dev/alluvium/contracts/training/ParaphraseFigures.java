package dev.alluvium.contracts.training;

/**
 * What an endpoint's paraphrases and questions came to.
 *
 * @param asked records that it was asked about
 * @param unanswered of them those that it was away for
 * @param garbled of them those whose answer could not be read
 * @param used texts that were trained
 * @param duplicates texts left out because the fact has them already
 * @param probes texts left out because evaluation asks them, in these words or nearly
 * @param unfit texts left out because they are empty, too long, or say something else than the record
 */
public record ParaphraseFigures(
        int asked, int unanswered, int garbled, int used, int duplicates, int probes, int unfit) {}
