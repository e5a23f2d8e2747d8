package dev.alluvium.knowledge.text;

import dev.alluvium.contracts.dataset.Fingerprint;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * Tells near-duplicates by what differs: two texts say the same if nothing but function words, punctuation, case, white
 * space, the order of sentences and a known prefix differs between them. Any other word, number or sign
 * tells them apart, whatever the language. That is an alignment whose only allowed remainder is empty, so that it needs
 * no text of the other record: what is left of each is hashed.
 */
public final class ContentFingerprint {
    private static final long SENTENCE = 0xD1B54A32D192ED03L;
    private static final long FIELD = 0x8CB92BA72F3D8DD7L;
    private static final char FIRST_MARK = '\u0300';
    private static final char LAST_MARK = '\u036F';

    private ContentFingerprint() {}

    /** Of a record's fields, in order; empty if they say nothing. */
    public static Optional<Fingerprint> of(List<String> fields) {
        ContentTokens tokens = tokens(fields);
        long order = 0;
        long sentences = 0;
        long field = 0;
        long sentence = 0;
        boolean any = false;
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.content(i)) {
                order = Shingles.mix(order ^ tokens.hash(i));
                sentence = Shingles.mix(sentence ^ tokens.hash(i));
                any = true;
            }
            boolean last = tokens.is(i, ContentTokens.FIELD_END);
            if ((last || tokens.is(i, ContentTokens.SENTENCE_END)) && sentence != 0) {
                field += Shingles.mix(sentence + SENTENCE);
                sentence = 0;
            }
            if (last) {
                order = Shingles.mix(order + FIELD);
                sentences = Shingles.mix((sentences ^ field) + FIELD);
                field = 0;
            }
        }
        return any ? Optional.of(new Fingerprint(order, sentences)) : Optional.empty();
    }

    static ContentTokens tokens(List<String> fields) {
        return ContentTokens.of(
                fields.stream().map(ContentFingerprint::composed).toList());
    }

    private static String composed(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= FIRST_MARK && c <= LAST_MARK) {
                return UnicodeComposition.of(field, Normalizer.Form.NFC);
            }
        }
        return field;
    }
}
