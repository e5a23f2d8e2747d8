package dev.alluvium.cleaning.personal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Secrets behind options of command lines: {@code --password X}, and {@code -p X} or {@code -u user:X} of programs that take a
 * password so. A long option says by its name what follows, but in prose a word follows, so that the value must look like no
 * word or stand in quotes. A short one means something else to most programs: the nearest program before it decides.
 */
final class CommandSecrets {
    private static final int MOST_NAME = 32;
    private static final int MOST_BLANKS = 4;
    /** How far before an option its program is looked for. */
    private static final int REACH = 120;

    private static final int LONGEST = 128;
    private static final int LEAST = 4;
    private static final int LEAST_DIGITS = 6;
    private static final String CREDENTIALS = "curl http https wget smbclient rpcclient";
    private static final String GLUED = "mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mariadb"
            + " mariadb-dump mysqlsh 7z 7za 7zr rar unrar";
    /** The programs by the option behind which they take a password. */
    private static final Map<Character, Set<String>> PROGRAMS = Map.of(
            'p', words(GLUED + " mongo mongosh mongodump mongorestore sshpass login cqlsh cypher-shell rdesktop"),
            'P', words("zip unzip sqlcmd bcp isql tsql mosquitto_pub mosquitto_sub ipmitool"),
            'a', words("redis-cli valkey-cli http https"),
            'w', words("ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldappasswd"),
            'u', words(CREDENTIALS),
            'U', words(CREDENTIALS),
            'k', words("openssl"));

    private static final Set<String> WITH_USER = words(CREDENTIALS);
    private static final Set<String> WITH_GLUED = words(GLUED);
    /** Known programs, with those that take no password so and whose options must not go to a program before them. */
    private static final Set<String> KNOWN = known();

    private static final Set<String> NAMES = Set.of("pass", "storepass", "keypass", "srcstorepass", "deststorepass");
    private static final Set<String> EXAMPLES = Set.of(
            "password",
            "passwd",
            "pass",
            "pwd",
            "secret",
            "token",
            "value",
            "string",
            "file",
            "stdin",
            "prompt",
            "option",
            "none",
            "null",
            "true",
            "false",
            "api_key",
            "apikey");

    private CommandSecrets() {}

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(
                words("ssh scp sftp rsync docker podman kubectl git mkdir cp nmap psql pg_dump tar ls grep apt npm"));
        PROGRAMS.values().forEach(known::addAll);
        return Set.copyOf(known);
    }

    /** Whether an option begins with the hyphen at {@code dash}. */
    static boolean mayBegin(CharSequence text, int dash) {
        if (dash + 2 >= text.length() || (dash > 0 && " \t\n\"'`[(".indexOf(text.charAt(dash - 1)) < 0)) {
            return false;
        }
        char next = text.charAt(dash + 1);
        return next == '-' || Ascii.isLetter(next);
    }

    /** Start of the secret behind the option whose hyphen is at {@code dash}, or -1. */
    static int start(CharSequence text, int dash) {
        int name = dash + (text.charAt(dash + 1) == '-' ? 2 : 1);
        int end = name;
        while (end < text.length() && end - name <= MOST_NAME && isName(text.charAt(end))) {
            end++;
        }
        if (end == name || end - name > MOST_NAME) {
            return -1;
        }
        boolean isLong = end - name > 1;
        if (text.charAt(dash + 1) == 'p' && isLong && !isWord(text, name, end, "password")) {
            int glued = shortOption(text, dash, end); // -pTOKEN is no option of that name
            if (glued > 0 || WITH_GLUED.contains(program(text, dash))) {
                return glued;
            }
        }
        if (isLong && isNamed(text, name, end)) {
            int value = value(text, end);
            return value < 0 || !isSecret(text, value, SecretNames.ends(text, end, "token")) ? -1 : value;
        }
        if (isLong && name == dash + 2) {
            return isWord(text, name, end, "user") || isWord(text, name, end, "proxy-user")
                    ? user(text, dash, value(text, end))
                    : -1;
        }
        return isLong && isPassIn(text, name, end) ? value(text, end) + "pass:".length() : shortOption(text, dash, end);
    }

    private static boolean isNamed(CharSequence text, int name, int end) {
        if (SecretNames.isNamed(text, end) || isWord(text, name, end, "pw")) {
            return true;
        }
        boolean pass = SecretNames.ends(text, end, "pass");
        return pass
                && (text.charAt(Math.max(name, end - 5)) == '-'
                        || NAMES.contains(text.subSequence(name, end).toString().toLowerCase(Locale.ROOT)));
    }

    /** OpenSSL's {@code -passin pass:…}. */
    private static boolean isPassIn(CharSequence text, int name, int end) {
        boolean pass = isWord(text, name, end, "passin") || isWord(text, name, end, "passout");
        int value = pass ? value(text, end) : -1;
        return value > 0 && Ascii.startsWith(text, "pass:", value) && !isExpression(text, value + "pass:".length());
    }

    private static boolean isWord(CharSequence text, int from, int end, String word) {
        return end - from == word.length() && Ascii.startsWith(text, word, from);
    }

    private static int shortOption(CharSequence text, int dash, int end) {
        char option = text.charAt(dash + 1);
        Set<String> programs = PROGRAMS.get(option);
        if (programs == null || text.charAt(dash) != '-') {
            return -1;
        }
        String program = program(text, dash);
        if (program.isEmpty() || !programs.contains(program)) {
            return -1;
        }
        boolean glued = end - dash > 2 || "\"'".indexOf(text.charAt(dash + 2)) >= 0 || !isBlank(text.charAt(dash + 2));
        int value = glued ? unquoted(text, dash + 2) : value(text, dash + 2);
        if (WITH_USER.contains(program)) {
            return user(text, dash, value);
        }
        if (WITH_GLUED.contains(program)) {
            boolean port = glued && Ascii.startsWith(text, "ort", dash + 2);
            return glued
                    ? (port || isExpression(text, value) || isExample(text, value, end(text, value)) ? -1 : value)
                    : (value > 0 && isStrong(text, value, end(text, value)) ? value : -1);
        }
        return value > 0 && isSecret(text, value, false) ? value : -1;
    }

    /** Start of the password in {@code user:password} at {@code value}, or -1. */
    private static int user(CharSequence text, int dash, int value) {
        if (value < 0 || !WITH_USER.contains(program(text, dash))) {
            return -1;
        }
        int end = end(text, value);
        for (int at = value; at + 1 < end; at++) {
            if (text.charAt(at) == ':' || text.charAt(at) == '%') {
                return isExpression(text, at + 1) || isExample(text, at + 1, end) ? -1 : at + 1;
            }
        }
        return -1;
    }

    /** Start of the value behind the name that ends at {@code end}: on the same line, perhaps in quotes or in JSON's next string; or -1. */
    private static int value(CharSequence text, int end) {
        int at = end;
        boolean quoted = at < text.length() && "\"'".indexOf(text.charAt(at)) >= 0;
        while (at < text.length()
                && at - end < MOST_BLANKS
                && (isBlank(text.charAt(at)) || (quoted && isGap(text.charAt(at))))) {
            at++;
        }
        if (at == end || at >= text.length() || (quoted && at - end < 3)) {
            return -1;
        }
        return unquoted(text, at);
    }

    private static int unquoted(CharSequence text, int at) {
        return at < text.length() && "\"'".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
    }

    private static boolean isGap(char c) {
        return c == '"' || c == '\'' || c == ',';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** End of the value at {@code start}: at the quote that opens it, or else at a blank or what ends a command. */
    static int end(CharSequence text, int start) {
        char quote = start > 0 ? text.charAt(start - 1) : ' ';
        if (quote == ':' || quote == '%') {
            int user = start - 1;
            while (user > 0 && start - user < LONGEST && isUser(text.charAt(user - 1))) {
                user--;
            }
            quote = user > 0 ? text.charAt(user - 1) : ' ';
        }
        boolean quoted = quote == '"' || quote == '\'';
        int end = start;
        while (end < text.length() && end - start < LONGEST) {
            char c = text.charAt(end);
            if (quoted ? c == quote || c < ' ' : c <= ' ' || c > '~' || "\"'`;|<>),&\\".indexOf(c) >= 0) {
                break;
            }
            end++;
        }
        while (!quoted && end > start && ".:?".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isSecret(CharSequence text, int start, boolean counted) {
        int end = end(text, start);
        if (end - start < LEAST || isExpression(text, start) || isExample(text, start, end)) {
            return false;
        }
        int digits = 0;
        boolean symbol = false;
        boolean inside = false;
        for (int at = start; at < end; at++) {
            inside |= at + 1 < end && Ascii.isDigit(text.charAt(at)) && Ascii.isLetter(text.charAt(at + 1));
            digits += Ascii.isDigit(text.charAt(at)) ? 1 : 0;
            symbol |= "!@#$%^&*+?~".indexOf(text.charAt(at)) >= 0;
        }
        boolean quoted = start > 0 && "\"'".indexOf(text.charAt(start - 1)) >= 0 && text.charAt(start - 2) != '=';
        boolean mixed = digits > 0 && digits < end - start && (inside || !counted); // a token named cluster-1 is none
        return mixed || symbol || (quoted && !counted) || (digits >= LEAST_DIGITS && !counted);
    }

    /** No name of a database: letters of both cases with digits, or a mark. */
    private static boolean isStrong(CharSequence text, int start, int end) {
        boolean digit = false;
        boolean small = false;
        boolean capital = false;
        boolean symbol = start > 0 && "\"'".indexOf(text.charAt(start - 1)) >= 0;
        for (int at = start; at < end; at++) {
            char c = text.charAt(at);
            digit |= Ascii.isDigit(c);
            capital |= Ascii.isUpper(c);
            small |= c >= 'a' && c <= 'z';
            symbol |= "!@#$%^&*+?~".indexOf(c) >= 0;
        }
        return end - start >= LEAST
                && (symbol || (digit && small && capital))
                && !isExpression(text, start)
                && !isExample(text, start, end);
    }

    /** A variable, a placeholder, a file, or a further option. */
    private static boolean isExpression(CharSequence text, int start) {
        return start >= text.length() || "<$%{[(*@-./\u2026\u2022".indexOf(text.charAt(start)) >= 0;
    }

    /** A word that stands for the value in a manual: {@code PASSWORD}, {@code your_password}, {@code xxxx}. */
    private static boolean isExample(CharSequence text, int start, int end) {
        if (end - start < 2) {
            return true;
        }
        String value = text.subSequence(start, end).toString().toLowerCase(Locale.ROOT);
        boolean digit = value.chars().anyMatch(Ascii::isDigit);
        boolean same = value.chars().allMatch(c -> c == value.charAt(0) && !Ascii.isDigit(c));
        boolean told = !digit && (value.contains("password") || value.contains("passwd") || value.startsWith("your"));
        int letters = value.length();
        while (Ascii.isDigit(value.charAt(letters - 1)) && letters > 1) {
            letters--;
        }
        return same
                || told
                || EXAMPLES.contains(value.substring(0, letters))
                || value.startsWith("env:")
                || value.startsWith("file:");
    }

    /** The nearest known program before {@code dash} in the same command, or the empty string. */
    private static String program(CharSequence text, int dash) {
        int floor = Math.max(0, dash - REACH);
        int end = dash;
        while (end > floor) {
            char c = text.charAt(end - 1);
            if (c == '\n' || c == '|' || c == ';') {
                return "";
            }
            int from = end;
            while (from > floor && isProgram(text.charAt(from - 1))) {
                from--;
            }
            if (from < end && (from == 0 || "\"'=-@:".indexOf(text.charAt(from - 1)) < 0)) {
                String word = text.subSequence(from, end).toString();
                if (KNOWN.contains(word)) {
                    return word;
                }
            }
            end = from < end ? from : end - 1;
        }
        return "";
    }

    private static boolean isProgram(char c) {
        return Ascii.isAlphanumeric(c) || c == '-' || c == '_';
    }

    private static boolean isUser(char c) {
        return Ascii.isAlphanumeric(c) || "._@+-".indexOf(c) >= 0;
    }

    private static boolean isName(char c) {
        return Ascii.isLetter(c) || c == '-' || c == '_';
    }
}
