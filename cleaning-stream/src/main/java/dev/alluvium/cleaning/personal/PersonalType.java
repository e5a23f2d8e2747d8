package dev.alluvium.cleaning.personal;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a piece of personal data is. The name is the placeholder's: {@code <PHONE_1>}. */
public enum PersonalType {
    EMAIL,
    PHONE,
    /** Chinese resident identity number, GB 11643. */
    RESIDENT_ID,
    /** Chinese unified social credit code, GB 32100. */
    CREDIT_CODE,
    /** Payment card, ISO/IEC 7812. */
    BANK_CARD,
    /** Bank account that is no card and no IBAN, behind a word that names it. */
    BANK_ACCOUNT,
    PASSPORT,
    DRIVING_LICENCE,
    /** Social security number of the United States. */
    SSN,
    /** Account of a messenger: QQ, WeChat. */
    CHAT_ID,
    /** Hardware address of a device, IEEE 802. */
    MAC,
    /** Chinese registration plate. */
    PLATE,
    /** Public IPv4 and IPv6 addresses. */
    IP,
    /** ISO 13616. */
    IBAN,
    /** Keys, tokens and passwords. */
    SECRET,
    /** Name of a person; looked for only where it is asked for. */
    PERSON,
    /** Postal address; looked for only where it is asked for. */
    ADDRESS;

    /** Those that are looked for unless the configuration says otherwise. */
    public static final Set<PersonalType> STANDARD =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(PERSON, ADDRESS)));

    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");
    private static final Pattern NO_HEX = Pattern.compile("[^0-9A-Fa-f]");
    private static final Pattern GAPS = Pattern.compile("[\\s·.\u2010-\u2015－-]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String CHINA = "86";
    private static final int CHINESE_MOBILE = 11;

    /** The code as it is configured and counted: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The form in which two spellings of one value are equal. */
    String canonical(String value) {
        return switch (this) {
            case EMAIL -> value.toLowerCase(Locale.ROOT);
            case PHONE ->
                national(NO_DIGITS.matcher(ChineseNumerals.arabic(value)).replaceAll(""));
            case SECRET -> value;
            case PERSON, ADDRESS -> BLANKS.matcher(value).replaceAll(" ").toLowerCase(Locale.ROOT);
            case MAC -> NO_HEX.matcher(value).replaceAll("").toUpperCase(Locale.ROOT);
            case CHAT_ID -> ChineseNumerals.arabic(value).toUpperCase(Locale.ROOT);
            case IP -> value.toUpperCase(Locale.ROOT);
            default ->
                GAPS.matcher(ChineseNumerals.arabic(value)).replaceAll("").toUpperCase(Locale.ROOT);
        };
    }

    private static String national(String digits) {
        String plain = digits.startsWith("00") ? digits.substring(2) : digits;
        boolean mobile = plain.startsWith(CHINA + "1") && plain.length() == CHINA.length() + CHINESE_MOBILE;
        return mobile ? plain.substring(CHINA.length()) : plain;
    }
}
