package dev.alluvium.cleaning.personal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds personal data in one pass over a text: runs of letters and digits are skipped whole unless their first
 * character, length and digits allow one of the forms, so that plain text costs a table look-up per character.
 */
final class PersonalScanner {
    private static final byte OTHER = 0;
    private static final byte TOKEN = 1;
    private static final byte AT = 2;
    private static final byte PHONE = 3;
    private static final byte MARK = 4;
    private static final byte DASH = 5;
    private static final int TABLE = 128;
    private static final byte[] CLASSES = new byte[TABLE];
    private static final int LEAST_DIGITS = 3;

    static {
        Arrays.fill(CLASSES, '0', '9' + 1, TOKEN);
        Arrays.fill(CLASSES, 'A', 'Z' + 1, TOKEN);
        Arrays.fill(CLASSES, 'a', 'z' + 1, TOKEN);
        CLASSES['@'] = AT;
        CLASSES['+'] = PHONE;
        CLASSES['('] = PHONE;
        CLASSES[':'] = MARK;
        CLASSES['='] = MARK;
        CLASSES['-'] = DASH;
    }

    private final CharSequence text;
    private final WebTokens tokens;
    private List<Found> found = List.of();
    private int runAt;
    private int runEnd;
    private int runDigits;

    private PersonalScanner(CharSequence text) {
        this.text = text;
        this.tokens = new WebTokens(text);
    }

    /** Everything personal in {@code text}, in order, none overlapping another. */
    static List<Found> scan(CharSequence text) {
        PersonalScanner scanner = new PersonalScanner(text);
        scanner.scan();
        return scanner.found;
    }

    private void scan() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            i = switch (c < TABLE ? CLASSES[c] : wide(c)) {
                case TOKEN -> token(i);
                case AT -> email(i);
                case PHONE -> add(PersonalType.PHONE, i, Phones.end(text, i), i + 1);
                case MARK -> assignment(i);
                case DASH -> c == '-' ? add(PersonalType.SECRET, i, Secrets.pem(text, i), i + 1) : i + 1;
                default -> i + 1;
            };
        }
    }

    private static byte wide(char c) {
        return c == '：' || c == '是' || c == '为' ? MARK : OTHER;
    }

    /** A run of letters and digits: returns where to go on. */
    private int token(int start) {
        run(start);
        int end = runEnd;
        int digits = runDigits;
        char first = text.charAt(start);
        if (digits == 0 && end - start <= 4 && end < text.length() && text.charAt(end) != ' ') {
            return letters(start, end);
        }
        if (digits == 0) {
            return end - start < 16 ? end : add(PersonalType.SECRET, start, Secrets.key(text, start, tokens), end);
        }
        if (first <= '9') {
            return Ascii.startsWhole(text, start) ? number(start, end) : end;
        }
        return mixed(start, end, digits);
    }

    /** Reads the run on from {@code start}; what is left of one of which a key was the beginning is known already. */
    private void run(int start) {
        boolean rest = start < runEnd;
        int from = rest ? runAt : start;
        int to = rest ? start : text.length();
        int digits = 0;
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c >= TABLE || CLASSES[c] != TOKEN) {
                break;
            }
            digits += c <= '9' ? 1 : 0;
            at++;
        }
        runDigits = rest ? runDigits - digits : digits;
        runEnd = rest ? runEnd : at;
        runAt = start;
    }

    /** A few letters before a mark: the prefix of a key, or of an address. */
    private int letters(int start, int end) {
        int key = Secrets.key(text, start, tokens);
        if (key > 0) {
            return add(PersonalType.SECRET, start, key, end);
        }
        if (text.charAt(end) == ':') {
            int address = IpAddresses.v6(text, start);
            return add(PersonalType.IP, start, address, end);
        }
        return Ascii.isUpper(text.charAt(start)) ? plate(start, end) : end;
    }

    private int plate(int start, int end) {
        boolean province = start > 0 && Plates.mayBegin(text, start - 1);
        return province ? add(PersonalType.PLATE, start - 1, Plates.end(text, start), end) : end;
    }

    /** A run that begins with a digit. */
    private int number(int start, int end) {
        int length = end - start;
        int last = length == 6 || length == 15 || length == 18 ? ResidentIds.end(text, start, end) : -1;
        if (last > 0) {
            return add(PersonalType.RESIDENT_ID, start, last, end);
        }
        last = CreditCodes.end(text, start, end);
        if (last > 0) {
            return add(PersonalType.CREDIT_CODE, start, last, end);
        }
        last = length == 4 || length >= 13 ? BankCards.end(text, start, end) : -1;
        if (last > 0) {
            return add(PersonalType.BANK_CARD, start, last, end);
        }
        char next = end < text.length() ? text.charAt(end) : ' ';
        last = length <= 4 && (next == '.' || next == ':') ? address(start, next) : -1;
        if (last > 0) {
            return add(PersonalType.IP, start, last, end);
        }
        last = length <= 13 ? Phones.end(text, start) : -1;
        if (last > 0) {
            return add(PersonalType.PHONE, start, last, end);
        }
        return add(PersonalType.PASSPORT, start, Passports.end(text, start, end), end);
    }

    private int address(int start, char next) {
        return next == '.' ? IpAddresses.v4(text, start) : IpAddresses.v6(text, start);
    }

    /** A run that begins with a letter and has digits. */
    private int mixed(int start, int end, int digits) {
        int last = Secrets.key(text, start, tokens);
        if (last > 0) {
            return add(PersonalType.SECRET, start, last, end);
        }
        if (Ascii.isUpper(text.charAt(start))) {
            last = CreditCodes.end(text, start, end);
            if (last > 0) {
                return add(PersonalType.CREDIT_CODE, start, last, end);
            }
            last = Ibans.end(text, start);
            if (last > 0) {
                return add(PersonalType.IBAN, start, last, end);
            }
            last = digits >= LEAST_DIGITS ? Passports.end(text, start, end) : -1;
            if (last > 0) {
                return add(PersonalType.PASSPORT, start, last, end);
            }
            int afterPlate = plate(start, end);
            if (afterPlate != end) {
                return afterPlate;
            }
        }
        boolean address = end - start <= 4 && end < text.length() && text.charAt(end) == ':';
        return address ? add(PersonalType.IP, start, IpAddresses.v6(text, start), end) : end;
    }

    private int email(int at) {
        int start = Emails.start(text, at);
        int end = start < at ? Emails.end(text, at + 1) : -1;
        return add(PersonalType.EMAIL, start, end, at + 1);
    }

    private int assignment(int mark) {
        int start = Secrets.valueStart(text, mark);
        return start < 0 ? mark + 1 : add(PersonalType.SECRET, start, Secrets.valueEnd(text, start), mark + 1);
    }

    /** Notes what ends at {@code end}, if it does, in place of whatever it covers; returns where to go on. */
    private int add(PersonalType type, int start, int end, int otherwise) {
        if (end <= start) {
            return otherwise;
        }
        found = found.isEmpty() ? new ArrayList<>() : found;
        int from = start;
        while (!found.isEmpty() && found.get(found.size() - 1).end() > start) {
            from = Math.min(from, found.remove(found.size() - 1).start());
        }
        found.add(new Found(type, from, end));
        return end;
    }
}
