package dev.alluvium.knowledge.text;

import java.util.Arrays;
import java.util.List;

/** Reads the tokens of {@link ContentTokens}, each field by itself. */
final class TokenScanner {
    /** So much must a sentence weigh to be moved: shorter ones (Yes. Mr. 1.) go with what stands beside them. */
    private static final int SENTENCE_WEIGHT = 4;

    private static final int WORD_WEIGHT = 2;
    private static final int ENGLISH_SHARE = 16;
    private static final int LONGEST_UNIT = 12;
    private static final String FORMULA = "=+^{}<>\\";
    private static final String QUOTES = "'\"‘’“”«»「」『』`";

    private static final boolean[] IN_FORMULA = new boolean[128];
    private static final byte[] ASCII_LETTER = new byte[128];

    static {
        FORMULA.chars().forEach(c -> IN_FORMULA[c] = true);
        for (int c = 'a'; c <= 'z'; c++) {
            ASCII_LETTER[c] = (byte) c;
            ASCII_LETTER[Character.toUpperCase(c)] = (byte) c;
        }
    }

    final String text;
    private final char[] chars;
    long[] hashes = new long[64];
    int[] starts = new int[64];
    int[] ends = new int[64];
    byte[] marks = new byte[64];
    int count;
    /** Words in letters. */
    int words;

    boolean kana;

    private int englishWords;
    private int at;
    private int from;
    private int to;
    private boolean formula;
    private int weight;
    private boolean small;

    private TokenScanner(String text) {
        this.text = text;
        this.chars = text.toCharArray();
    }

    static TokenScanner scan(List<String> fields) {
        TokenScanner scanner = new TokenScanner(String.join("\n", fields));
        int start = 0;
        for (String field : fields) {
            scanner.field(start, start + field.length());
            start += field.length() + 1;
        }
        return scanner;
    }

    /** Whether the words that are written in letters are mostly English. */
    boolean english() {
        return englishWords > 0 && englishWords * ENGLISH_SHARE >= words;
    }

    private void field(int start, int end) {
        from = start;
        to = end;
        at = start;
        weight = 0;
        small = false;
        int before = count;
        if (CodeLines.code(text, from, to)) {
            while (at < to) {
                line();
            }
        } else {
            formula = formula();
            to = TextLabels.beforeSuffix(text, from, to);
            at = TextLabels.afterPrefixes(text, from, to);
            while (at < to) {
                step();
            }
        }
        if (count > before) {
            marks[count - 1] |= ContentTokens.FIELD_END;
        }
    }

    private void step() {
        char raw = charAt(at);
        char c = CharacterFolding.fold(raw);
        switch (TokenClass.of(c)) {
            case TokenClass.SPACE -> at++;
            case TokenClass.LETTER -> word();
            case TokenClass.DIGIT -> number();
            case TokenClass.IDEOGRAPH -> ideograph(c);
            case TokenClass.STOP -> stop(raw, c);
            case TokenClass.BRACKET -> either(formula || at > from && call(c), c);
            case TokenClass.HYPHEN -> either(minus(), '-');
            case TokenClass.EMPHASIS -> either(wordAt(at - 1) && wordAt(at + 1), c);
            case TokenClass.SIGN -> sign(c);
            default -> punctuation(raw, c);
        }
    }

    /** A letter or digit directly before an opening bracket: a call, an index, valve(s). */
    private boolean call(char bracket) {
        return (bracket == '(' || bracket == '[') && wordAt(at - 1);
    }

    private void either(boolean sign, char c) {
        if (sign) {
            sign(c);
        } else {
            at++;
        }
    }

    private void sign(char c) {
        add(TokenHash.of(c), at, at + 1, (byte) 0);
        at++;
    }

    private void punctuation(char raw, char c) {
        boolean heading = c == '#' && (at + 1 == to || charAt(at + 1) == ' ' || charAt(at + 1) == '#');
        boolean sign = c == '#' && !heading
                || c == ':' && raw == c && joins()
                || (c == '\'' || c == '"') && at > from && digitAt(at - 1);
        if (fence()) {
            fenced();
        } else {
            either(sign, c);
        }
    }

    private void stop(char raw, char c) {
        if (raw == c && c < '\u0080' && joins()) {
            sign(c);
            return;
        }
        at++;
        if (weight >= SENTENCE_WEIGHT && c != '?' && c != '…' && c != '؟') {
            marks[count - 1] |= ContentTokens.SENTENCE_END;
            weight = 0;
        }
    }

    /** Whether something in ASCII follows without a blank, and no ideograph stands before: 12:30, a.b, .5, !x, e.g. */
    private boolean joins() {
        boolean after = at + 1 < to && (asciiWord(charAt(at + 1)) || charAt(at + 1) == '=');
        return after && !(at > from && TokenClass.of(charAt(at - 1)) == TokenClass.IDEOGRAPH);
    }

    private boolean minus() {
        int next = at + 1;
        while (next < to && charAt(next) == ' ') {
            next++;
        }
        int before = at - 1;
        while (before >= from && charAt(before) == ' ') {
            before--;
        }
        boolean digitAfter = next < to && digitAt(next);
        boolean digitBefore = before >= from && digitAt(before);
        return digitAfter && (digitBefore || next == at + 1 && !wordAt(at - 1));
    }

    private void word() {
        int start = at;
        long hash = 0;
        boolean anySmall = false;
        for (; at < to; at++) {
            char raw = chars[at];
            char c = raw < ASCII_LETTER.length ? (char) ASCII_LETTER[raw] : 0;
            if (c != 0) {
                anySmall |= raw == c;
                hash = TokenHash.add(hash, c, at - start);
                continue;
            }
            c = CharacterFolding.fold(raw);
            if (TokenClass.of(c) == TokenClass.LETTER) {
                anySmall |= raw == c;
                hash = TokenHash.add(hash, c, at - start);
            } else if ((c == '\'' || c == '’') && letterAt(at - 1) && letterAt(at + 1)) {
                hash = TokenHash.add(hash, '\'', at - start);
            } else {
                break;
            }
        }
        hash = TokenHash.finish(hash);
        byte mark = 0;
        int length = at - start;
        if (length <= FunctionWords.LONGEST) {
            byte flags = FunctionWords.flags(hash);
            englishWords += (flags & FunctionWords.ENGLISH) != 0 ? 1 : 0;
            mark = (flags & FunctionWords.FUNCTION) != 0 && !meant(start) ? ContentTokens.FUNCTION : 0;
        }
        words++;
        weight += (mark & ContentTokens.FUNCTION) == 0 ? WORD_WEIGHT : 0;
        add(hash, start, at, mark);
        small = anySmall;
    }

    /** Whether a function word is spoken about: in quotes, or a capital A behind small letters, as in vitamin A. */
    private boolean meant(int start) {
        boolean quoted = start > from && at < to && quote(start - 1) && quote(at);
        boolean letter = at - start == 1 && charAt(start) == 'A' && small && start > from;
        return quoted || letter && !sentenceBefore(start);
    }

    private boolean sentenceBefore(int start) {
        int before = start - 1;
        while (before >= from && (charAt(before) == ' ' || quote(before))) {
            before--;
        }
        byte type = before < from ? TokenClass.STOP : TokenClass.of(CharacterFolding.fold(charAt(before)));
        return type != TokenClass.LETTER && type != TokenClass.DIGIT && type != TokenClass.HYPHEN;
    }

    private void number() {
        int start = at;
        boolean marked = false;
        for (; at < to; at++) {
            char c = CharacterFolding.fold(charAt(at));
            if (TokenClass.of(c) != TokenClass.DIGIT) {
                if ((c != '.' && c != ',') || at + 1 == to || !digitAt(at + 1)) {
                    break;
                }
                marked = true;
            }
        }
        String written = marked ? plain(start) : null;
        long hash = 0;
        int length = written == null ? at - start : written.length();
        for (int i = 0; i < length; i++) {
            hash = TokenHash.add(
                    hash, written == null ? CharacterFolding.fold(charAt(start + i)) : written.charAt(i), i);
        }
        add(TokenHash.finish(hash), start, at, (byte) 0);
    }

    /** A number without separators of thousands; before a unit of measure in its shortest form: 1.50 kg, 1,5 kg. */
    private String plain(int start) {
        String number = MeaningWords.halfWidth(text, start, at);
        if (number.length() > TokenHash.LONGEST) {
            return number;
        }
        int end = WrittenNumber.end(number);
        boolean unit = unitFollows();
        if (end == number.length()) {
            String grouped = number.replace(",", "");
            return unit ? WrittenNumber.value(number).stripTrailingZeros().toPlainString() : grouped;
        }
        String decimal = number.replace(',', '.');
        return unit && WrittenNumber.end(decimal) == decimal.length()
                ? WrittenNumber.value(decimal).stripTrailingZeros().toPlainString()
                : number;
    }

    private boolean unitFollows() {
        int start = at;
        while (start < to && charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < to && end - start <= LONGEST_UNIT && letterAt(end)) {
            end++;
        }
        return end > start && MeaningWords.unit(MeaningWords.lower(text.substring(start, end))) != null
                || start < to && (charAt(start) == '%' || MeaningWords.unit(text.substring(start, start + 1)) != null);
    }

    private void ideograph(char c) {
        kana |= c >= '\u3040' && c <= '\u30FF';
        boolean particle = FunctionWords.particle(text, at);
        add(TokenHash.of(c), at, at + 1, particle ? ContentTokens.PARTICLE : 0);
        weight += particle ? 0 : 1;
        at++;
    }

    private boolean fence() {
        char c = charAt(at);
        return (c == '`' || c == '~')
                && at + 2 < to
                && charAt(at + 1) == c
                && charAt(at + 2) == c
                && (at == from || charAt(at - 1) == '\n');
    }

    /** Code between fences, line by line, up to a line that begins with as much again. */
    private void fenced() {
        String close = text.substring(at, at + 3);
        line();
        while (at < to && !text.startsWith(close, at)) {
            line();
        }
        at = Math.min(to, at + 3);
    }

    /** A line of code as it is written, but for blanks at its end. */
    private void line() {
        int end = text.indexOf('\n', at);
        end = end < 0 || end > to ? to : end;
        int last = end;
        while (last > at && charAt(last - 1) <= ' ') {
            last--;
        }
        if (last > at) {
            long hash = 0;
            for (int i = at; i < last; i++) {
                hash = TokenHash.add(hash, charAt(i), i - at);
            }
            add(TokenHash.finish(~hash), at, last, (byte) 0);
        }
        at = Math.min(to, end + 1);
    }

    private boolean formula() {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < IN_FORMULA.length && IN_FORMULA[c]) {
                return true;
            }
        }
        return false;
    }

    private void add(long hash, int start, int end, byte mark) {
        if (count == hashes.length) {
            int more = count * 2;
            hashes = Arrays.copyOf(hashes, more);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            marks = Arrays.copyOf(marks, more);
        }
        hashes[count] = hash;
        starts[count] = start;
        ends[count] = end;
        marks[count++] = mark;
        small = false;
    }

    private char charAt(int index) {
        return chars[index];
    }

    private boolean letterAt(int index) {
        return index >= from && index < to && TokenClass.of(CharacterFolding.fold(charAt(index))) == TokenClass.LETTER;
    }

    private boolean digitAt(int index) {
        return index >= from && index < to && TokenClass.of(CharacterFolding.fold(charAt(index))) == TokenClass.DIGIT;
    }

    private boolean wordAt(int index) {
        return letterAt(index) || digitAt(index);
    }

    private boolean quote(int index) {
        return QUOTES.indexOf(charAt(index)) >= 0;
    }

    private static boolean asciiWord(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
