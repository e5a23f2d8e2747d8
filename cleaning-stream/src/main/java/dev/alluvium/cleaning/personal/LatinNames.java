package dev.alluvium.cleaning.personal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of people in Latin letters, by what stands around them: a title, a greeting, "my name is", a word for one who is near or does
 * something, a verb of speaking, the name of a field, or a frequent given name with another word behind it. A name that was found once
 * is found wherever it stands in the text. A name by itself, without any of these, is not found.
 */
final class LatinNames {
    private static final int MOST_WORDS = 5;
    private static final int LEAST_PART = 3;
    private static final int WINDOW = 48;

    /** Before these words with capitals are a post or a thing. */
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "our", "your", "their", "its", "this", "that");

    private final CharSequence text;
    private final List<PersonalSpan> found = new ArrayList<>();
    /** What may be a name and is not announced, to be looked at again once it is known which names there are. */
    private final List<Run> others = new ArrayList<>();

    private final Set<String> known = new HashSet<>();

    /** Words with capitals, one after the other. */
    private record Run(List<PersonalSpan> words) {
        int start() {
            return words.get(0).start();
        }

        int end() {
            return words.get(words.size() - 1).end();
        }
    }

    private LatinNames(CharSequence text) {
        this.text = text;
    }

    /** The names in {@code text}, in order. */
    static List<PersonalSpan> scan(CharSequence text) {
        LatinNames names = new LatinNames(text);
        names.scan();
        names.again();
        names.found.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return names.found;
    }

    private void scan() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (!isLetter(c)) {
                at++;
            } else if (isUpper(c) && isFree(at)) {
                at = run(at);
            } else {
                at = wordEnd(at);
            }
        }
    }

    /** The words with capitals that begin at {@code start}: returns where to go on. */
    private int run(int start) {
        List<PersonalSpan> words = new ArrayList<>();
        int at = start;
        int end = start;
        while (at >= 0 && words.size() < MOST_WORDS) {
            int last = wordEnd(at);
            if (isUpper(text.charAt(at))) {
                words.add(new PersonalSpan(PersonalType.PERSON, at, last));
                end = last;
            } else if (!NameWords.PARTICLES.contains(word(at, last))) {
                break;
            }
            at = next(last);
        }
        split(words);
        return Math.max(end, start + 1);
    }

    /** Where the next word of the same name would begin: behind a blank or two, or behind an initial's full stop. */
    private int next(int end) {
        int at = end;
        boolean initial = at > 0 && at < text.length() && text.charAt(at) == '.' && isInitial(end);
        at += initial ? 1 : 0;
        int blanks = 0;
        while (at < text.length() && text.charAt(at) == ' ' && blanks < 2) {
            at++;
            blanks++;
        }
        return blanks > 0 && at < text.length() && isLetter(text.charAt(at)) ? at : -1;
    }

    private boolean isInitial(int end) {
        return end == 1 || !isLetter(text.charAt(end - 2)) || NameWords.TITLES.contains(word(wordStart(end), end));
    }

    /** Parts the run where a word is that no name has, and looks at each part. */
    private void split(List<PersonalSpan> words) {
        List<PersonalSpan> part = new ArrayList<>();
        @Nullable String before = null;
        @Nullable String lead = null;
        for (PersonalSpan each : words) {
            String word = word(each.start(), each.end());
            boolean title = NameWords.TITLES.contains(word);
            boolean announces = title
                    || NameWords.GREETINGS.contains(word)
                    || NameWords.KIN.contains(word)
                    || (NameWords.FIELDS.contains(word)
                            && each.equals(words.get(0))
                            && !word.equals("to")
                            && !word.equals("from"));
            if (announces || NameWords.NEVER.contains(word) || isShouted(each) || each.end() - each.start() > 24) {
                look(part, lead, announces ? null : word);
                part = new ArrayList<>();
                lead = announces ? word : null;
                before = word;
            } else {
                part.add(each);
            }
        }
        look(part, lead, before == null ? "" : null);
    }

    /** Capitals alone, three or more: an abbreviation. */
    private boolean isShouted(PersonalSpan word) {
        return word.end() - word.start() > 2
                && isUpper(text.charAt(word.start() + 1))
                && isUpper(text.charAt(word.end() - 1));
    }

    private void look(List<PersonalSpan> words, @Nullable String lead, @Nullable String behind) {
        if (words.isEmpty()) {
            return;
        }
        Run run = new Run(words);
        if (isThing(run) || behind != null && NameWords.THINGS.contains(behind)) {
            return;
        }
        if (lead != null ? isLed(run, lead) : isAnnounced(run)) {
            add(run);
        } else {
            others.add(run);
        }
    }

    private boolean isThing(Run run) {
        PersonalSpan last = run.words().get(run.words().size() - 1);
        return run.words().size() > 1 && NameWords.THINGS.contains(word(last.start(), last.end()));
    }

    private boolean isLed(Run run, String lead) {
        if (NameWords.GREETINGS.contains(lead)) {
            char after = run.end() < text.length() ? text.charAt(run.end()) : '\n';
            return ",!.:\n-".indexOf(after) >= 0 && run.words().size() <= 3;
        }
        return !NameWords.FIELDS.contains(lead) || NameWords.TITLES.contains(lead) || NameWords.KIN.contains(lead);
    }

    private boolean isAnnounced(Run run) {
        boolean several = run.words().size() > 1;
        PersonalSpan first = run.words().get(0);
        if (several && NameWords.GIVEN.contains(word(first.start(), first.end()))) {
            return true;
        }
        String before = before(run.start());
        String last = lastWord(before);
        if (NameWords.TITLES.contains(last) || NameWords.NAMED.contains(last) || NameWords.KIN.contains(last)) {
            return true;
        }
        if (several && (NameWords.ROLES.contains(last) || NameWords.SPEAKS.contains(last))) {
            return true;
        }
        if (several && !ARTICLES.contains(last) && (hasInitial(run) || isHead(run))) {
            return true;
        }
        if (isIntroduced(before)) {
            return true;
        }
        return isFollowed(run, several);
    }

    /** An initial with its full stop between two words: {@code Stella K. Brandt}. */
    private boolean hasInitial(Run run) {
        for (int i = 1; i + 1 < run.words().size(); i++) {
            PersonalSpan word = run.words().get(i);
            if (word.end() - word.start() == 1 && text.charAt(word.end()) == '.') {
                return true;
            }
        }
        return false;
    }

    /** Two or three words that are a line, and a house's number at the beginning of the next: the head of a letter. */
    private boolean isHead(Run run) {
        boolean line = (run.start() == 0 || text.charAt(run.start() - 1) == '\n')
                && run.end() < text.length()
                && text.charAt(run.end()) == '\n'
                && run.words().size() <= 3;
        int at = run.end();
        while (line && at < text.length() && at - run.end() < 4 && text.charAt(at) <= ' ') {
            at++;
        }
        return line && at < text.length() && Ascii.isDigit(text.charAt(at));
    }

    /** "My name is", "name:", "What is your name?", "I'm", "Regards,". */
    private static boolean isIntroduced(String before) {
        String plain = before.stripTrailing();
        if (plain.endsWith("name is")
                || plain.endsWith("names are")
                || plain.endsWith("name was")
                || plain.endsWith(" name to")) {
            return true;
        }
        if (plain.endsWith("i'm") || plain.endsWith("i’m") || plain.endsWith("i am")) {
            return true;
        }
        if (plain.endsWith("name?") || plain.endsWith("called?") || plain.endsWith(" name be?")) {
            return true;
        }
        boolean label = plain.endsWith(":") || plain.endsWith("：") || (plain.endsWith(",") && before.endsWith("\n"));
        if (!label) {
            return false;
        }
        String name = lastWord(plain.substring(0, plain.length() - 1));
        boolean closing = plain.endsWith(",");
        return NameWords.FIELDS.contains(name)
                        && (closing
                                == (name.equals("regards")
                                        || name.equals("sincerely")
                                        || name.equals("yours")
                                        || name.equals("cheers")))
                || (!closing && name.equals("name"));
    }

    /** A verb of speaking behind two words or more, or kin: "Amanda's daughter". */
    private boolean isFollowed(Run run, boolean several) {
        int at = run.end();
        boolean possessive = at + 1 < text.length()
                && (text.charAt(at) == '\'' || text.charAt(at) == '’')
                && text.charAt(at + 1) == 's';
        at += possessive ? 2 : 0;
        if (at < text.length() && text.charAt(at) == ',' && !possessive) {
            at++;
        }
        if (at >= text.length()
                || text.charAt(at) != ' '
                || at + 1 >= text.length()
                || !isLetter(text.charAt(at + 1))) {
            return false;
        }
        String next = word(at + 1, wordEnd(at + 1));
        boolean thing = ARTICLES.contains(lastWord(before(run.start())));
        if (thing) {
            return false;
        }
        return possessive
                ? NameWords.KIN.contains(next)
                : NameWords.HUMAN.contains(next) || (several && NameWords.SPEAKS.contains(next));
    }

    private void add(Run run) {
        found.add(new PersonalSpan(PersonalType.PERSON, run.start(), run.end()));
        for (PersonalSpan each : run.words()) {
            if (each.end() - each.start() >= LEAST_PART) {
                known.add(text.subSequence(each.start(), each.end()).toString());
            }
        }
    }

    /** What is made of words of names that were found. */
    private void again() {
        if (known.isEmpty()) {
            return;
        }
        for (Run run : others) {
            long named = run.words().stream()
                    .filter(each -> known.contains(
                            text.subSequence(each.start(), each.end()).toString()))
                    .count();
            if (2 * named > run.words().size() || (named > 0 && run.words().size() == 2)) {
                found.add(new PersonalSpan(PersonalType.PERSON, run.start(), run.end()));
            }
        }
    }

    /** The text before {@code start}, in small letters, as far as it is looked at. */
    private String before(int start) {
        return text.subSequence(Math.max(0, start - WINDOW), start).toString().toLowerCase(Locale.ROOT);
    }

    private static String lastWord(String before) {
        int end = before.length();
        while (end > 0 && (before.charAt(end - 1) == ' ' || before.charAt(end - 1) == '.')) {
            end--;
        }
        int start = end;
        while (start > 0 && Character.isLetter(before.charAt(start - 1))) {
            start--;
        }
        return before.substring(start, end);
    }

    private String word(int start, int end) {
        return text.subSequence(start, end).toString().toLowerCase(Locale.ROOT);
    }

    private int wordStart(int end) {
        int start = end;
        while (start > 0 && end - start < WINDOW && isLetter(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** End of the word that begins at {@code start}: letters, with an apostrophe or a hyphen between two of them. */
    private int wordEnd(int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean joins = (c == '\'' || c == '’' || c == '-')
                    && at > start
                    && at + 1 < text.length()
                    && isUpper(text.charAt(at + 1));
            if (!isLetter(c) && !joins && Character.getType(c) != Character.NON_SPACING_MARK) {
                break;
            }
            at++;
        }
        return Math.max(at, start + 1);
    }

    /** Whether no letter, digit or mark of an identifier or address stands before. */
    private boolean isFree(int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return !Character.isLetterOrDigit(before) && "_@/\\.#$<&%=".indexOf(before) < 0;
    }

    private static boolean isUpper(char c) {
        return c < 128 ? Ascii.isUpper(c) : Character.isUpperCase(c);
    }

    private static boolean isLetter(char c) {
        return c < 128 ? Ascii.isLetter(c) : c < 0x2E80 && Character.isLetter(c);
    }
}
