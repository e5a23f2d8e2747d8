package dev.alluvium.cleaning.personal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds personal data in one pass over a text: runs of letters and digits are skipped whole unless their first
 * character, length and digits allow one of the forms, so that plain text costs a table look-up per character.
 */
final class PersonalScanner {
    /** An {@code @} in an address of the web. */
    private static final String ENCODED_AT = "%40";

    private static final int LEAST_DIGITS = 3;
    private static final int LEAST_GLUED = 11;
    private static final int RESIDENT = 18;

    private final CharSequence text;
    private final WebTokens tokens;
    private final ContextCache contexts;
    private List<PersonalSpan> found = List.of();
    private int runAt;
    private int runEnd;
    private int runDigits;

    private PersonalScanner(CharSequence text) {
        this.text = text;
        this.tokens = new WebTokens(text);
        this.contexts = new ContextCache(text);
    }

    /** Everything personal in {@code text}, in order, none overlapping another. */
    static List<PersonalSpan> scan(CharSequence text) {
        PersonalScanner scanner = new PersonalScanner(text);
        scanner.scan();
        return scanner.found;
    }

    private void scan() {
        // most characters begin nothing: they stay in a small loop, and the length is asked for once
        int length = text.length();
        int i = 0;
        while (i < length) {
            byte kind = PersonalCharClass.of(text.charAt(i));
            if (kind == PersonalCharClass.OTHER) {
                i++;
                continue;
            }
            i = switch (kind) {
                case PersonalCharClass.TOKEN -> token(i);
                case PersonalCharClass.AT -> email(i, 1);
                case PersonalCharClass.PERCENT ->
                    Ascii.startsWith(text, ENCODED_AT, i) ? email(i, ENCODED_AT.length()) : i + 1;
                case PersonalCharClass.PHONE -> add(PersonalType.PHONE, i, Phones.end(text, i, contexts), i + 1);
                case PersonalCharClass.MARK -> assignment(i);
                case PersonalCharClass.DASH -> dash(i);
                case PersonalCharClass.OPEN -> open(i);
                case PersonalCharClass.HASH -> add(ObfuscatedEmails.signed(text, i, i + 1), i + 1);
                case PersonalCharClass.NUMERAL -> add(ChineseNumerals.find(text, i, contexts), i + 1);
                case PersonalCharClass.PASSWORD -> told(i + 1, i + 1);
                case PersonalCharClass.AT_WORD ->
                    Ascii.startsWith(text, "艾特", i) ? add(ObfuscatedEmails.signed(text, i, i + 2), i + 1) : i + 1;
                default -> i + 1;
            };
        }
    }

    /** A hyphen: a private key, or an option of a command that a secret follows. */
    private int dash(int at) {
        int start = CommandSecrets.mayBegin(text, at) ? CommandSecrets.start(text, at) : -1;
        if (start > 0) {
            for (int i = at; i < start; i++) {
                if (text.charAt(i) == '@') {
                    email(i, 1); // the user's name in user:password
                }
            }
            return add(PersonalType.SECRET, start, CommandSecrets.end(text, start), at + 1);
        }
        return add(PersonalType.SECRET, at, Secrets.pem(text, at), at + 1);
    }

    /** A bracket: of a telephone number's first group, or around the word "at". */
    private int open(int at) {
        if (ObfuscatedEmails.mayBeBracketed(text, at)) {
            return add(ObfuscatedEmails.bracketed(text, at), at + 1);
        }
        return text.charAt(at) == '(' ? add(PersonalType.PHONE, at, Phones.end(text, at, contexts), at + 1) : at + 1;
    }

    /** A run of letters and digits: returns where to go on. */
    private int token(int start) {
        run(start);
        int end = runEnd;
        int digits = runDigits;
        if (digits == 0) {
            return word(start, end);
        }
        if (text.charAt(start) <= '9') {
            return Ascii.startsWhole(text, start) ? number(start, end) : glued(start, end);
        }
        return mixed(start, end, digits);
    }

    /** A run of letters alone. */
    private int word(int start, int end) {
        int length = end - start;
        char next = end < text.length() ? text.charAt(end) : ' ';
        if (length <= 4 && end < text.length() && (next != ' ' || length == 1)) {
            return letters(start, end);
        }
        if (length == 2 && text.charAt(start + 1) == 't' && (text.charAt(start) | 0x20) == 'a') {
            return add(ObfuscatedEmails.worded(text, start), end);
        }
        if (length == 2 && text.charAt(start + 1) == 's') {
            int told = Secrets.toldStart(text, start);
            return told < 0 ? end : add(PersonalType.SECRET, told, Secrets.valueEnd(text, start - 1, told), end);
        }
        if ((length == 5 || length == 6) && (next == '_' || next == '-')) {
            return add(PersonalType.SECRET, start, Secrets.key(text, start, tokens), end);
        }
        if (next == '(' || length == 10 && next == ' ') {
            int value = UnmarkedSecrets.inSql(text, end);
            return value < 0 ? end : add(PersonalType.SECRET, value, UnmarkedSecrets.end(text, value), end);
        }
        if (length == 8 && next == ' ' && (text.charAt(end - 1) | 0x20) == 'd') {
            return told(end, end);
        }
        if (length == 5 || length == 6) {
            int letter = text.charAt(start) | 0x20;
            boolean scheme = (letter == 'b' || letter == 't') && end < text.length() && text.charAt(end) == ' ';
            return scheme ? add(PersonalType.SECRET, end + 1, Secrets.credentials(text, start, end), end) : end;
        }
        return length < 16 ? end : add(PersonalType.SECRET, start, Secrets.key(text, start, tokens), end);
    }

    /** A password behind nothing but the word for it, which ends at {@code end}. */
    private int told(int end, int otherwise) {
        int start = UnmarkedSecrets.start(text, end);
        return start < 0 ? otherwise : add(PersonalType.SECRET, start, UnmarkedSecrets.end(text, start), otherwise);
    }

    /** Digits behind an underscore: a valid resident's number, or one that the word before it names. */
    private int glued(int start, int end) {
        if (text.charAt(start - 1) != '_') {
            return end;
        }
        if (ChineseResidentIds.isWhole(text, start, end)) {
            return add(PersonalType.RESIDENT_ID, start, end, end);
        }
        NumberContext context = end - start >= LEAST_GLUED ? contexts.at(start) : null;
        boolean named =
                context != null && (context.isBeside(NumberTopic.PHONE) || context.isBeside(NumberTopic.WECHAT));
        return named ? add(PersonalType.PHONE, start, Phones.end(text, start, contexts), end) : end;
    }

    /** Reads the run on from {@code start}; what is left of one of which a key was the beginning is known already. */
    private void run(int start) {
        boolean rest = start < runEnd;
        int from = rest ? runAt : start;
        int to = rest ? start : text.length();
        CharSequence characters = text;
        int digits = 0;
        int at = from;
        while (at < to) {
            char c = characters.charAt(at);
            if (PersonalCharClass.of(c) != PersonalCharClass.TOKEN) {
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
        int address = address(start, end);
        return address > 0 ? address : Math.max(end, plate(start));
    }

    /** Where to go on behind the plate whose letter is at {@code letter}, or -1. */
    private int plate(int letter) {
        boolean province = letter > 0 && ChinesePlates.mayBegin(text, letter - 1);
        return province ? add(PersonalType.PLATE, letter - 1, ChinesePlates.end(text, letter, contexts), -1) : -1;
    }

    /** A run that begins with a digit. */
    private int number(int start, int end) {
        int length = end - start;
        int last = length == 4 || length == 6 || length == 15 || length == RESIDENT
                ? ChineseResidentIds.end(text, start, end, contexts)
                : -1;
        if (last > 0) {
            return add(PersonalType.RESIDENT_ID, start, last, end);
        }
        last = ChineseCreditCodes.end(text, start, end, contexts);
        if (last > 0) {
            return add(PersonalType.CREDIT_CODE, start, last, end);
        }
        last = length == 4 || length >= 12 ? BankCards.end(text, start, end, contexts) : -1;
        if (last > 0) {
            return add(PersonalType.BANK_CARD, start, last, end);
        }
        last = length == 4 || length >= 12 ? BankCards.account(text, start, end, contexts) : -1;
        if (last > 0) {
            return add(PersonalType.BANK_ACCOUNT, start, last, end);
        }
        int address = address(start, end);
        return address > 0 ? address : named(start, end);
    }

    /** Numbers that are known by the word before them alone, and telephone numbers. */
    private int named(int start, int end) {
        int length = end - start;
        int last = end < text.length() && text.charAt(end) == ':' ? Secrets.bot(text, start, end) : -1;
        if (last > 0) {
            return add(PersonalType.SECRET, start, last, end);
        }
        last = length == 3 || length == 9 ? LabelledNumbers.ssn(text, start, end, contexts) : -1;
        if (last > 0) {
            return add(PersonalType.SSN, start, last, end);
        }
        last = LabelledNumbers.qq(text, start, end, contexts);
        if (last > 0) {
            return add(PersonalType.CHAT_ID, start, last, end);
        }
        last = length <= 13 ? Phones.end(text, start, contexts) : -1;
        if (last > 0) {
            return add(PersonalType.PHONE, start, last, end);
        }
        last = Passports.end(text, start, end, contexts);
        if (last > 0) {
            return add(PersonalType.PASSPORT, start, last, end);
        }
        last = BankCards.mayBeShort(text, end, length) ? BankCards.shortAccount(text, start, end, contexts) : -1;
        if (last > 0) {
            return add(PersonalType.BANK_ACCOUNT, start, last, end);
        }
        last = LabelledNumbers.licence(text, start, contexts);
        if (last > 0) {
            return add(PersonalType.DRIVING_LICENCE, start, last, end);
        }
        char next = end < text.length() ? text.charAt(end) : 0;
        boolean numeral = PersonalCharClass.of(next) == PersonalCharClass.NUMERAL || length == 1 && next == ' ';
        return numeral ? add(ChineseNumerals.find(text, start, contexts), end) : end;
    }

    /** Where to go on behind the address, of the internet or of a device, whose first part ends at {@code end}; or -1. */
    private int address(int start, int end) {
        char next = end < text.length() ? text.charAt(end) : ' ';
        if (end - start > 4 || (next != '.' && next != ':' && next != '-')) {
            return -1;
        }
        if (next != '.' && HardwareAddresses.isChained(text, start)) {
            return -1;
        }
        int device = HardwareAddresses.end(text, start, end, contexts);
        if (device > 0) {
            return add(PersonalType.MAC, start, device, -1);
        }
        if (next == ':') {
            return add(PersonalType.IP, start, IpAddresses.v6(text, start), -1);
        }
        boolean dotted = next == '.' && Ascii.isDigit(text.charAt(start));
        return dotted ? add(PersonalType.IP, start, IpAddresses.v4(text, start, contexts), -1) : -1;
    }

    /** A run that begins with a letter and has digits. */
    private int mixed(int start, int end, int digits) {
        int last = Secrets.key(text, start, tokens);
        if (last > 0) {
            return add(PersonalType.SECRET, start, last, end);
        }
        last = Ibans.end(text, start);
        if (last > 0) {
            return add(PersonalType.IBAN, start, last, end);
        }
        int plate = plate(start);
        if (plate > 0) {
            return plate;
        }
        last = ChineseCreditCodes.end(text, start, end, contexts);
        if (last > 0) {
            return add(PersonalType.CREDIT_CODE, start, last, end);
        }
        last = digits == 6 || digits == 7 || digits == 9 ? HongKongTaiwanIds.end(text, start, end, contexts) : -1;
        if (last > 0) {
            return add(PersonalType.RESIDENT_ID, start, last, end);
        }
        last = digits >= LEAST_DIGITS ? Passports.end(text, start, end, contexts) : -1;
        if (last > 0) {
            return add(PersonalType.PASSPORT, start, last, end);
        }
        last = digits >= LEAST_DIGITS && Ascii.isUpper(text.charAt(start))
                ? LabelledNumbers.licence(text, start, contexts)
                : -1;
        if (last > 0) {
            return add(PersonalType.DRIVING_LICENCE, start, last, end);
        }
        int prefixed = digits >= LEAST_GLUED ? prefixed(start, end) : -1;
        if (prefixed > 0) {
            return prefixed;
        }
        last = LabelledNumbers.wechat(text, start, contexts);
        if (last > 0) {
            return add(PersonalType.CHAT_ID, start, last, end);
        }
        if (LabelledNumbers.isGluedQq(text, start, end)) {
            return add(PersonalType.CHAT_ID, start + 2, end, end);
        }
        return Math.max(end, address(start, end));
    }

    /** Where to go on behind letters and the number glued to them ({@code wx13812345678}, {@code ID110…}), or -1. */
    private int prefixed(int start, int end) {
        int from = start;
        while (from < end && !Ascii.isDigit(text.charAt(from))) {
            from++;
        }
        if (ChineseResidentIds.isWhole(text, from, end)) {
            return add(PersonalType.RESIDENT_ID, from, end, -1);
        }
        if (Ascii.digits(text, from) < end - from) {
            return -1;
        }
        if (end - from > LEAST_GLUED + 2) {
            int card = contexts.at(from).isBeside(NumberTopic.CARD) ? BankCards.end(text, from, end, contexts) : -1;
            return add(PersonalType.BANK_CARD, from, card, -1);
        }
        NumberContext context = contexts.at(from);
        return context.isBeside(NumberTopic.PHONE) || context.isBeside(NumberTopic.WECHAT)
                ? add(PersonalType.PHONE, from, Phones.end(text, from, contexts), -1)
                : -1;
    }

    private int email(int at, int length) {
        PersonalSpan last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && last.end() == at && last.type() == PersonalType.SECRET) {
            return at + 1; // a key in the place of a user's name
        }
        int start = Emails.start(text, at);
        int end = start < at ? Emails.end(text, at + length) : -1;
        if (end < 0) {
            end = Emails.chineseEnd(text, at + length);
            start = start < at || end < 0 ? start : Emails.chineseStart(text, at);
        }
        if (end < 0 && length == 1) {
            end = start < at ? ObfuscatedEmails.hiddenEnd(text, at + 1) : -1;
            return end < 0
                    ? add(ObfuscatedEmails.signed(text, at, at + 1), at + 1)
                    : add(PersonalType.EMAIL, start, end, at + 1);
        }
        return add(PersonalType.EMAIL, start, start == at || Emails.isNobody(text, start, at) ? -1 : end, at + 1);
    }

    private int assignment(int mark) {
        int password = Secrets.passwordStart(text, mark);
        if (password > 0) {
            // past the @, which would make an e-mail address of the password and the host
            return add(PersonalType.SECRET, password, Secrets.passwordEnd(text, mark), mark) + 1;
        }
        int start = Secrets.valueStart(text, mark);
        if (start >= 0) {
            return add(PersonalType.SECRET, start, Secrets.valueEnd(text, mark, start), mark + 1);
        }
        int account = mark + 1;
        while (account < text.length() && account - mark < 3 && text.charAt(account) == ' ') {
            account++;
        }
        boolean latin = account < text.length() && Ascii.isLetter(text.charAt(account));
        return latin
                ? add(PersonalType.CHAT_ID, account, LabelledNumbers.wechat(text, account, contexts), mark + 1)
                : mark + 1;
    }

    private int add(@Nullable PersonalSpan piece, int otherwise) {
        return piece == null ? otherwise : add(piece.type(), piece.start(), piece.end(), otherwise);
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
        found.add(new PersonalSpan(type, from, end));
        return end;
    }
}
