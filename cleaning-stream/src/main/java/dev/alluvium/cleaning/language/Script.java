package dev.alluvium.cleaning.language;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A writing system, and the languages (ISO 639-1) that are written in it. */
enum Script {
    /** Letters of every language's names and terms; which languages use it says {@link #writes}. */
    LATIN(""),
    HAN("zh ja ko"),
    KANA("ja"),
    HANGUL("ko"),
    CYRILLIC("ru uk bg sr mk be kk ky mn tg tt ba cv ce os ab av kv cu uz az tk ug bs sh"),
    ARABIC("ar fa ur ps ug ku ks sd pa az kk ky uz tk ms ha ml"),
    DEVANAGARI("hi mr ne sa ks sd bh pi"),
    BENGALI("bn as sa"),
    GREEK("el"),
    HEBREW("he yi"),
    THAI("th pi"),
    GURMUKHI("pa"),
    GUJARATI("gu"),
    ORIYA("or"),
    TAMIL("ta"),
    TELUGU("te"),
    KANNADA("kn"),
    MALAYALAM("ml"),
    SINHALA("si pi"),
    LAO("lo"),
    TIBETAN("bo dz"),
    MYANMAR("my pi"),
    GEORGIAN("ka"),
    ETHIOPIC("am ti"),
    KHMER("km"),
    ARMENIAN("hy"),
    THAANA("dv"),
    MONGOLIAN("mn"),
    CANADIAN_ABORIGINAL("cr iu oj"),
    YI("ii"),
    /** Letters of a script that no language with a code of two letters needs. */
    OTHER(""),
    NONE("");

    private static final Script[] ALL = values();
    private static final byte[] SCRIPTS = new byte[Character.MAX_VALUE + 1];

    /** Languages of other scripts that are written in Latin letters too. */
    private static final Set<String> LATIN_TOO = Set.of("sr bs sh uz az kk tk tt ms ha ku cr iu ks mn oj".split(" "));

    private static final Set<String> ELSEWHERE =
            Arrays.stream(ALL).flatMap(script -> script.languages.stream()).collect(Collectors.toUnmodifiableSet());

    static {
        Map<UnicodeScript, Script> known = new EnumMap<>(UnicodeScript.class);
        for (Script script : ALL) {
            if (script != KANA && script != OTHER && script != NONE) {
                known.put(UnicodeScript.valueOf(script.name()), script);
            }
        }
        known.put(UnicodeScript.HIRAGANA, KANA);
        known.put(UnicodeScript.KATAKANA, KANA);
        known.put(UnicodeScript.COMMON, NONE);
        known.put(UnicodeScript.INHERITED, NONE);
        known.put(UnicodeScript.UNKNOWN, NONE);
        for (int c = 0; c < SCRIPTS.length; c++) {
            Script script = isPart((char) c) ? known.getOrDefault(UnicodeScript.of(c), OTHER) : NONE;
            SCRIPTS[c] = (byte) script.ordinal();
        }
        // the high surrogates of the supplementary ideographic planes; their low ones count as nothing
        Arrays.fill(SCRIPTS, 0xD840, 0xD888, (byte) HAN.ordinal());
    }

    private final Set<String> languages;
    private final @Nullable String language;

    Script(String languages) {
        String[] codes = languages.isEmpty() ? new String[0] : languages.split(" ");
        this.languages = Set.of(codes);
        this.language = codes.length == 0 ? null : codes[0];
    }

    static Script of(char c) {
        return ALL[SCRIPTS[c]];
    }

    /** The ordinal of a character's script. */
    static int ordinalOf(char c) {
        return SCRIPTS[c];
    }

    /** The language that is written in this script alone or above all; null where several are. */
    @Nullable String language() {
        return this == LATIN || this == CYRILLIC || this == ARABIC || this == DEVANAGARI || this == BENGALI
                ? null
                : language;
    }

    /** Whether {@code language} is written in this script. A language that is named nowhere here is in Latin letters. */
    boolean writes(String language) {
        return languages.contains(language)
                || (this == LATIN && (LATIN_TOO.contains(language) || !ELSEWHERE.contains(language)));
    }

    /** One character says as much as several letters do. */
    boolean isWide() {
        return this == HAN || this == KANA || this == HANGUL;
    }

    /** As a person would call it: {@code Tamil letters}. */
    String letters() {
        String name = name().charAt(0)
                + name().substring(1).toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return (this == OTHER ? "Other" : name) + " letters";
    }

    /** A letter, or a mark that belongs to one. */
    static boolean isPart(char c) {
        int type = Character.getType(c);
        return Character.isLetter(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
