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
    private static final double CONFIDENT = 0.5;
    private static final String MODEL = "/langdetect-183.bin";
    private static final Map<String, String> TWO_LETTERS = twoLetters();

    /** Loads the model with the first text that needs it. */
    private static final class Loaded {
        static final LanguageDetectorModel MODEL_103 = load();
        static final ThreadLocal<LanguageDetectorME> DETECTOR =
                ThreadLocal.withInitial(() -> new LanguageDetectorME(MODEL_103));
    }

    private LatinLanguage() {}

    /** The language as ISO 639-1 if the detector is confident. */
    static Optional<String> of(String text) {
        Language best = Loaded.DETECTOR.get().predictLanguage(text.substring(0, Math.min(LOOKED_AT, text.length())));
        return best.getConfidence() < CONFIDENT
                ? Optional.empty()
                : Optional.ofNullable(TWO_LETTERS.get(best.getLang()));
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
