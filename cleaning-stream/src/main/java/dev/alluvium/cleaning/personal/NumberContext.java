package dev.alluvium.cleaning.personal;

/**
 * What the words before a number say about it. A word speaks for the number next to it: a word of things (订单号, serial)
 * exempts only the number that follows it with nothing but fillers between, and another number, a comma or any other word
 * ends its reach. A word of a type (手机, card) reaches further in the same clause; of two words the nearer one counts.
 */
final class NumberContext {
    private static final int WINDOW = 40;
    private static final int MOST_GLUED = 24;
    /** Digits of an index, such as in "phone 2:", that do not end the reach of a type's word. */
    private static final int MOST_INDEX = 2;

    private static final int NAMES = NumberTopic.VERSION.bit() - 1;

    private final int beside;
    private final int named;
    private final boolean other;
    private final int latin;

    private NumberContext(int beside, int named, boolean other, int latin) {
        this.beside = beside;
        this.named = named;
        this.other = other;
        this.latin = latin;
    }

    /** Reads the words before {@code start}. */
    static NumberContext of(CharSequence text, int start) {
        return new Reader(text, start).read();
    }

    /** Whether a word of {@code topic} stands next to the number, but for fillers and prepositions. */
    boolean isBeside(NumberTopic topic) {
        return (beside & topic.bit()) != 0;
    }

    /** Whether a word of {@code topic} stands before the number in the same clause. */
    boolean isNamed(NumberTopic topic) {
        return (named & topic.bit()) != 0;
    }

    /** Whether the number is named as one of things, and not nearer as one of {@code topic}. */
    boolean isOther(NumberTopic topic) {
        return other && !isNamed(topic);
    }

    /** Whether a Latin word that says nothing of numbers, such as a program's name, stands right before. */
    boolean followsLatinWord() {
        return latin > 0;
    }

    private static final class Reader {
        private final CharSequence text;
        private final int start;
        private final int floor;
        private int at;
        private int beside;
        private int named;
        private boolean other;
        private int latin;
        /** Nothing but fillers, and for names prepositions, has been read yet. */
        private boolean isBeside = true;

        private boolean isTouching = true;
        private boolean isNumbered;
        private boolean isIndexed;

        Reader(CharSequence text, int start) {
            this.text = text;
            this.start = start;
            this.floor = Math.max(0, start - WINDOW);
            this.at = start;
        }

        NumberContext read() {
            glued();
            while (at > floor && !other) {
                char c = text.charAt(at - 1);
                if ((c == '\n' || c == '\r') && isUnderLabel()) {
                    at--;
                    continue;
                }
                if (isEnd(c) || isSentenceEnd(c) || (Ascii.isDigit(c) && !index())) {
                    break;
                }
                if (!Ascii.isDigit(c)) {
                    step(c);
                }
            }
            return new NumberContext(beside, named, other, latin);
        }

        /** An identifier whose last part the number is: {@code HT-2024-}; the reach does not end at it. */
        private void glued() {
            int from = at;
            while (from > floor && at - from < MOST_GLUED && isGlue(text.charAt(from - 1))) {
                from--;
            }
            boolean joined = from < at && "-_/#".indexOf(text.charAt(at - 1)) >= 0;
            if (joined && Ascii.isAlphanumeric(text.charAt(from))) {
                int digit = at;
                while (digit > from && !Ascii.isDigit(text.charAt(digit - 1))) {
                    digit--;
                }
                at = digit > from ? from : at;
            }
        }

        private static boolean isGlue(char c) {
            return Ascii.isAlphanumeric(c) || c == '-' || c == '_' || c == '/' || c == '#';
        }

        /** Whether the line before ends with a colon, and this one begins with the number. */
        private boolean isUnderLabel() {
            for (int i = at; i < start; i++) {
                if (text.charAt(i) > ' ') {
                    return false;
                }
            }
            int end = at;
            while (end > floor && text.charAt(end - 1) <= ' ') {
                end--;
            }
            return end > floor && (text.charAt(end - 1) == ':' || text.charAt(end - 1) == '：');
        }

        private static boolean isEnd(char c) {
            return switch (c) {
                case ',', ';', '!', '?', '\n', '。', '，', '；', '！', '？' -> true;
                default -> false;
            };
        }

        /** A full stop behind a word of four letters or more, with a blank after it: no abbreviation. */
        private boolean isSentenceEnd(char c) {
            return c == '.'
                    && at < text.length()
                    && at < start
                    && text.charAt(at) == ' '
                    && at - 5 >= floor
                    && Ascii.isLetter(text.charAt(at - 2))
                    && Ascii.isLetter(text.charAt(at - 3))
                    && Ascii.isLetter(text.charAt(at - 4))
                    && Ascii.isLetter(text.charAt(at - 5));
        }

        /** Goes over one or two digits, at which only the reach of words of things ends; false if there are more. */
        private boolean index() {
            int from = at;
            while (from > floor && at - from <= MOST_INDEX && Ascii.isDigit(text.charAt(from - 1))) {
                from--;
            }
            isTouching = false;
            isIndexed = true;
            boolean index = at - from <= MOST_INDEX;
            at = index ? from : at;
            return index;
        }

        private void step(char c) {
            if (isLetter(c)) {
                latin();
            } else if (c == ')' || c == '）') {
                at = remark(c == ')' ? '(' : '（');
            } else if (c < 0x2E80) {
                if (c == '$' || c == '€' || c == '£' || c == '¥') {
                    other = isTouching && at == start;
                }
                at--;
            } else {
                chinese(c);
            }
        }

        /** Where a short remark in brackets begins, or else the place before its end. */
        private int remark(char open) {
            for (int i = at - 2; i >= floor && at - i <= MOST_GLUED; i--) {
                if (text.charAt(i) == open) {
                    return i;
                }
            }
            return at - 1;
        }

        private void chinese(char c) {
            int topics = 0;
            int from = at;
            if (ContextWords.mayEnd(c)) {
                int hash = 0;
                for (int i = at - 1; i >= floor && at - i <= ContextWords.LONGEST_CHINESE; i--) {
                    hash = ContextWords.step(hash, text.charAt(i));
                    int found = ContextWords.topics(text, i, at, hash);
                    topics = found == 0 ? topics : found;
                    from = found == 0 ? from : i;
                }
            }
            if (topics == 0 && "：（）【】“”　、＃－·《》「」￥".indexOf(c) < 0) {
                isBeside = false;
                isTouching = false;
            }
            if (c == '、') {
                isTouching = false;
            } else if (c == '￥') {
                other = isTouching && at == start;
            }
            say(topics);
            at = topics == 0 ? at - 1 : from;
        }

        private void latin() {
            int hash = 0;
            int from = at;
            int hump = -1;
            int humpTopics = 0;
            while (from > floor && isWord(text.charAt(from - 1))) {
                char c = text.charAt(--from);
                hash = ContextWords.step(hash, ContextWords.lower(c));
                if (hump < 0 && Ascii.isUpper(c) && isHump(from)) {
                    hump = from;
                    humpTopics = ContextWords.topics(text, from, at, hash);
                }
            }
            int topics = ContextWords.topics(text, from, at, hash);
            topics = isBehindSlash(from, 'n', "sp") ? NumberTopic.OTHER.bit() : topics;
            topics = isBehindSlash(from, 'c', "a") ? NumberTopic.ACCOUNT.bit() | NumberTopic.OWN_ACCOUNT.bit() : topics;
            int phrase = from;
            if (topics == 0 && humpTopics != 0) {
                // the last part of a name such as phoneNumber, or idCard, whose parts are a phrase
                topics = humpTopics;
                from = hump;
                phrase = hump;
            }
            boolean gap = phrase - 1 > floor && isPhraseGap(text.charAt(phrase - 1));
            if (topics != NumberTopic.OTHER.bit() && (gap ? isWord(text.charAt(phrase - 2)) : phrase == hump)) {
                int both = 0;
                for (int i = at - 1; i >= phrase; i--) {
                    both = ContextWords.step(both, ContextWords.lower(text.charAt(i)));
                }
                both = ContextWords.step(both, ' ');
                phrase -= gap ? 1 : 0;
                int end = phrase;
                while (phrase > floor && isWord(text.charAt(phrase - 1)) && (gap || end == phrase || !isHump(phrase))) {
                    both = ContextWords.step(both, ContextWords.lower(text.charAt(--phrase)));
                }
                int found = ContextWords.phrase(text, phrase, end, gap ? end + 1 : end, at, both);
                topics = found == 0 ? topics : found;
                from = found == 0 ? from : phrase;
            }
            if (topics == 0 && !isGluedTo(at)) {
                latin = isBeside && named == 0 && at >= start - 1 ? 1 : latin;
                isBeside = false;
                isTouching = false;
            }
            say(topics);
            at = from;
        }

        /** Whether a new part of a name in camel case begins at {@code place}: phoneNumber, and no iPhone. */
        private boolean isHump(int place) {
            return Ascii.isUpper(text.charAt(place))
                    && place > 1
                    && text.charAt(place - 1) >= 'a'
                    && Ascii.isLetter(text.charAt(place - 1))
                    && Ascii.isLetter(text.charAt(place - 2));
        }

        private static boolean isPhraseGap(char c) {
            return c == ' ' || c == '_' || c == '-';
        }

        /** Whether only one mark stands between here and the number: the word is the first part of its identifier. */
        private boolean isGluedTo(int end) {
            return end == start - 1 && isGlue(text.charAt(end));
        }

        /** "S/N", "P/N"; "a/c". */
        private boolean isBehindSlash(int from, char letter, String before) {
            return at - from == 1
                    && Ascii.lower(text.charAt(from)) == letter
                    && from - 2 >= floor
                    && text.charAt(from - 1) == '/'
                    && before.indexOf(Ascii.lower(text.charAt(from - 2))) >= 0;
        }

        private static boolean isWord(char c) {
            return isLetter(c) || c == '\'';
        }

        /** A letter of an alphabet; those of East Asia have no blanks between words. */
        private static boolean isLetter(char c) {
            return c < 0x80 ? Ascii.isLetter(c) : c < 0x2E80 && Character.isLetter(c);
        }

        private void say(int topics) {
            // a version's word speaks for the number next to it, and not past a name or another number
            boolean version = named == 0 && !isIndexed;
            int names = topics & (version ? NAMES | NumberTopic.VERSION.bit() : NAMES);
            named |= names;
            beside |= isBeside ? names : 0;
            boolean things = has(topics, NumberTopic.OTHER) || (has(topics, NumberTopic.COUNTED) && isNumbered);
            other = other || (things && isTouching && (names & NAMES) == 0);
            isNumbered |= has(topics, NumberTopic.NUMBER);
            if (has(topics, NumberTopic.LINK) || has(topics, NumberTopic.COUNTED)) {
                isTouching = false;
                isNumbered = false;
            }
            isBeside &= !has(topics, NumberTopic.OTHER) && !has(topics, NumberTopic.COUNTED);
            isTouching &= !has(topics, NumberTopic.OTHER);
        }

        private static boolean has(int topics, NumberTopic topic) {
            return (topics & topic.bit()) != 0;
        }
    }
}
