package dev.alluvium.cleaning.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * OpenNLP's detector for texts in Latin letters. It looks at the first {@value #LOOKED_AT} characters, for it is slower
 * than all other stages together, and is loaded when a text needs it: an installation that declares no languages never
 * pays for it.
 */
final class LatinLanguage {
    private static final int LOOKED_AT = 200;
    private static final double LEAST = 0.1;
    private static final double LEAD = 1.8;
    private static final String MODEL = "/langdetect-183.bin";
    private static final Map<String, String> TWO_LETTERS = twoLetters();

    /** Loads the model with the first text that needs it. */
    private static final class Loaded {
        static final LanguageDetectorModel SHIPPED = load();
        static final ThreadLocal<LanguageDetectorME> DETECTOR =
                ThreadLocal.withInitial(() -> new LanguageDetectorME(SHIPPED));
    }

    private LatinLanguage() {}

    /** The language as ISO 639-1 if the detector is confident: its probabilities spread over a hundred languages. */
    static Optional<String> of(String text) {
        Language[] found =
                Loaded.DETECTOR.get().predictLanguages(text.substring(0, Math.min(LOOKED_AT, text.length())));
        boolean confident =
                found[0].getConfidence() >= LEAST && found[0].getConfidence() >= LEAD * found[1].getConfidence();
        return confident ? Optional.ofNullable(TWO_LETTERS.get(found[0].getLang())) : Optional.empty();
    }

    private static LanguageDetectorModel load() {
        try (InputStream in = LatinLanguage.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException(MODEL + ": is not on the class path; reinstall cleaning-stream");
            }
            return new LanguageDetectorModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> twoLetters() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            try {
                codes.put(new Locale(code).getISO3Language(), code);
            } catch (MissingResourceException e) {
                // A language without a code of three letters is none that the model knows.
            }
        }
        return Map.copyOf(codes);
    }
}
