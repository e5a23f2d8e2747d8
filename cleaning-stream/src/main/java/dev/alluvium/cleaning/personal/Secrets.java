package dev.alluvium.cleaning.personal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in the forms that their issuers give them, and values that a word such as {@code password:} announces. */
final class Secrets {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 512;
    private static final int LABEL = 40;
    private static final int LEAST_BOT = 33;
    private static final int MOST_BOT = 42;
    private static final int MOST_BLANKS = 3;
    private static final Pattern KEY = Pattern.compile("(?:AKIA|ASIA)[0-9A-Z]{16}"
            + "|gh[pousr]_[A-Za-z0-9]{36,255}+"
            + "|github_pat_[A-Za-z0-9_]{22,255}+"
            + "|sk-[A-Za-z0-9_-]{20,255}+"
            + "|[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}+"
            + "|xox[baprs]-[A-Za-z0-9-]{10,255}+"
            + "|AIza[0-9A-Za-z_-]{35}"
            + "|glpat-[A-Za-z0-9_-]{20,255}+"
            + "|hf_[A-Za-z0-9]{30,255}+"
            + "|npm_[A-Za-z0-9]{36}"
            + "|SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"
            + "|GOCSPX-[A-Za-z0-9_-]{28}"
            + "|dop_v1_[a-f0-9]{64}"
            + "|pypi-[A-Za-z0-9_-]{32,255}+"
            + "|shp(?:at|ss|ca|pa)_[a-f0-9]{32}"
            + "|dckr_pat_[A-Za-z0-9_-]{20,255}+"
            + "|whsec_[A-Za-z0-9+/]{24,255}+"
            + "|gsk_[A-Za-z0-9]{40,255}+"
            + "|glrt-[A-Za-z0-9_-]{20,255}+"
            + "|ya29\\.[A-Za-z0-9_-]{20,1024}+"
            + "|sq0[a-z]{3}-[A-Za-z0-9_-]{22,255}+"
            + "|r8_[A-Za-z0-9]{37}"
            + "|T[A-Z0-9]{8,12}+/B[A-Z0-9]{8,12}+/[A-Za-z0-9]{20,255}+"
            + "|LTAI[A-Za-z0-9]{12,24}+"
            + "|AKID[A-Za-z0-9]{32,36}+");
    /** The first two characters of each. */
    private static final String KEY_STARTS =
            "AKASAIghgiglskrkxohfLTeynpSGGOdopyshdcwhgsyasqr8T0T1T2T3T4T5T6T7T8T9TATBTCTDTETFTGTHTJTKTLTMTNTPTQTRTSTUTVTWTXTYTZ";

    /** What may stand behind a first character of a key. */
    private static final String[] SECONDS = new String[128];

    static {
        Arrays.fill(SECONDS, "");
        for (int key = 0; key < KEY_STARTS.length(); key += 2) {
            SECONDS[KEY_STARTS.charAt(key)] += KEY_STARTS.charAt(key + 1);
        }
    }

    /** Words that a count of tokens has too, so that a value without letters and digits mixed is no secret. */
    private static final String COUNTED = "token";

    private static final String[] VARIABLES = {"PGPASSWORD", "MYSQL_PWD", "SSHPASS", "REDISCLI_AUTH"};
    private static final int LEAST_VARIABLE = 4;
    private static final int LEAST_TOKEN = 8;
    private static final int LEAST_BEARER = 16;
    private static final int LONGEST_AUTHORITY = 256;
    private static final Set<String> EXAMPLES =
            Set.of("password", "passwd", "pass", "pwd", "secret", "xxx", "xxxx", "xxxxxx");
    private static final String PEM = "-----BEGIN ";

    private Secrets() {}

    /** End of the key that begins at {@code start}, or -1. */
    static int key(CharSequence text, int start, WebTokens tokens) {
        if (!mayBegin(text, start)) {
            return -1;
        }
        if (text.charAt(start) == 'e') {
            return tokens.end(start);
        }
        Matcher matcher = KEY.matcher(text).region(start, text.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    private static boolean mayBegin(CharSequence text, int start) {
        if (start + 1 >= text.length()) {
            return false;
        }
        char first = text.charAt(start);
        return first < SECONDS.length && SECONDS[first].indexOf(text.charAt(start + 1)) >= 0;
    }

    /** End of the token of a Telegram bot whose number is the run from {@code start} to {@code end}, or -1. */
    static int bot(CharSequence text, int start, int end) {
        boolean form = end - start >= 8 && end - start <= 10 && Ascii.startsWith(text, ":AA", end);
        int last = end + 1;
        while (form && last < text.length() && last - end <= MOST_BOT && isToken(text.charAt(last))) {
            last++;
        }
        return form && last - end > LEAST_BOT && last - end <= MOST_BOT ? last : -1;
    }

    private static boolean isToken(char c) {
        return Ascii.isAlphanumeric(c) || c == '_' || c == '-';
    }

    /** End of the private key in PEM that begins at {@code start}, or -1; one that does not end goes on to the end. */
    static int pem(CharSequence text, int start) {
        if (!Ascii.startsWith(text, PEM, start)) {
            return -1;
        }
        int head = Math.min(text.length(), start + LABEL);
        if (!text.subSequence(start, head).toString().contains("PRIVATE KEY")) {
            return -1;
        }
        int end = Ascii.indexOf(text, "-----END ", start);
        int close = end < 0 ? -1 : Ascii.indexOf(text, "-----", end + 9);
        return close < 0 ? text.length() : close + 5;
    }

    /** Start of the value that the mark at {@code mark} (a colon, =, 是) gives to a secret's name, or -1. */
    static int valueStart(CharSequence text, int mark) {
        int end = mark;
        while (end > 0 && " \"'为是".indexOf(text.charAt(end - 1)) >= 0 && mark - end < MOST_BLANKS) {
            end--;
        }
        boolean field = SecretNames.ends(text, end, "\" value");
        if (!SecretNames.isNamed(text, field ? end - "\" value".length() : end)) {
            return -1;
        }
        boolean arrow = text.charAt(mark) == '=' && mark + 1 < text.length() && text.charAt(mark + 1) == '>';
        int start = arrow ? mark + 2 : mark + 1;
        while (start < text.length() && " \"':：=".indexOf(text.charAt(start)) >= 0 && start - mark <= MOST_BLANKS) {
            start++;
        }
        return start;
    }

    /** End of a value that looks like a secret: six visible characters or more, no word, no expression; or -1. */
    static int valueEnd(CharSequence text, int mark, int start) {
        int end = start;
        boolean digit = false;
        boolean expression = start < text.length() && "<$%{[(".indexOf(text.charAt(start)) >= 0;
        while (end < text.length() && end - start < LONGEST && isValue(text.charAt(end))) {
            digit |= Ascii.isDigit(text.charAt(end));
            expression |= text.charAt(end) == '(' || text.charAt(end) == '[';
            end++;
        }
        while (end > start && ".,:?".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (!expression && end - start >= LEAST_VARIABLE && text.charAt(mark) == '=' && isVariable(text, mark)) {
            return EXAMPLES.contains(text.subSequence(start, end).toString().toLowerCase(Locale.ROOT)) ? -1 : end;
        }
        boolean secret = end - start >= SHORTEST && digit && !expression;
        return secret && (!isCount(text, start, end) || !isToken(text, mark)) ? end : -1;
    }

    /** Whether a variable ends at {@code mark} from which a program reads its password, whatever that looks like. */
    private static boolean isVariable(CharSequence text, int mark) {
        for (String variable : VARIABLES) {
            if (Ascii.startsWith(text, variable, mark - variable.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToken(CharSequence text, int mark) {
        int end = mark;
        while (end > 0 && " \"'为是".indexOf(text.charAt(end - 1)) >= 0 && mark - end < MOST_BLANKS) {
            end--;
        }
        return SecretNames.ends(text, end, COUNTED);
    }

    /** Digits alone, digits with a unit, or too short for a token. */
    private static boolean isCount(CharSequence text, int start, int end) {
        int at = start;
        while (at < end && (Ascii.isDigit(text.charAt(at)) || text.charAt(at) == '.' || text.charAt(at) == ',')) {
            at++;
        }
        while (at < end && at > start && (Ascii.isLetter(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        return at == end || end - start < LEAST_TOKEN;
    }

    /** Start of the value behind the word "is" at {@code start}, before which a secret's name stands, or -1. */
    static int toldStart(CharSequence text, int start) {
        boolean is = start > 1 && isWord(text, start, "is") && text.charAt(start - 1) == ' ';
        int end = start - 1;
        boolean named = is && SecretNames.isNamed(text, end) && start + 3 < text.length();
        int value = start + 3;
        return named ? value + (text.charAt(value) == '"' || text.charAt(value) == '\'' ? 1 : 0) : -1;
    }

    /** Where the password in the address whose {@code ://} begins at {@code colon} starts, or -1. */
    static int passwordStart(CharSequence text, int colon) {
        if (!Ascii.startsWith(text, "://", colon) || colon == 0 || !Ascii.isLetter(text.charAt(colon - 1))) {
            return -1;
        }
        int end = passwordEnd(text, colon);
        for (int at = colon + 3; at < end; at++) {
            if (text.charAt(at) == ':') {
                boolean expression = at + 1 < end && "<$%{[(*".indexOf(text.charAt(at + 1)) >= 0;
                String value = text.subSequence(at + 1, end).toString().toLowerCase(Locale.ROOT);
                return value.isEmpty() || expression || EXAMPLES.contains(value) ? -1 : at + 1;
            }
        }
        return -1;
    }

    /** The last {@code @} of the authority behind the {@code ://} at {@code colon}, or -1. */
    static int passwordEnd(CharSequence text, int colon) {
        int last = -1;
        for (int at = colon + 3; at < text.length() && at - colon < LONGEST_AUTHORITY; at++) {
            char c = text.charAt(at);
            if (c <= ' ' || c > '~' || c == '/' || c == '"' || c == '\'' || c == '>' || c == '`') {
                break;
            }
            last = c == '@' ? at : last;
        }
        return last;
    }

    /** End of the credentials behind the word "Bearer" or, in a header, "Basic" from {@code start} to {@code end}, or -1. */
    static int credentials(CharSequence text, int start, int end) {
        boolean bearer = end - start == 6 && isWord(text, start, "bearer");
        boolean basic = end - start == 5
                && (isWord(text, start, "basic") || isWord(text, start, "token"))
                && start >= 15
                && isWord(text, start - 15, "authorization:");
        if (!bearer && !basic) {
            return -1;
        }
        int at = end + 1;
        boolean digit = false;
        while (at < text.length() && at - end < LONGEST && isCredential(text.charAt(at))) {
            digit |= Ascii.isDigit(text.charAt(at++));
        }
        while (at > end && text.charAt(at - 1) == '.') {
            at--;
        }
        return at - end - 1 >= (bearer ? LEAST_BEARER : LEAST_TOKEN) && (digit || basic) ? at : -1;
    }

    private static boolean isWord(CharSequence text, int start, String word) {
        return SecretNames.ends(text, start + word.length(), word);
    }

    private static boolean isCredential(char c) {
        return Ascii.isAlphanumeric(c) || "._~+/=-".indexOf(c) >= 0;
    }

    private static boolean isValue(char c) {
        return c > ' ' && c <= '~' && "\"',;)<>`".indexOf(c) < 0;
    }
}
