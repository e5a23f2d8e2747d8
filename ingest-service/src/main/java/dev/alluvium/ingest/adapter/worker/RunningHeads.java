package dev.alluvium.ingest.adapter.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands at the head or foot of pages and belongs to none: the same line on at least three of them, and numbers that count
 * the pages. A number that does not go along with the pages is part of what a page says: the weight at the end of a data sheet.
 */
final class RunningHeads {
    private static final int EDGE = 2;
    private static final int LEAST_PAGES = 3;
    private static final int LONGEST = 100;
    /** Lines of a page that may well have two lines at its head that say nothing of it. */
    private static final int FULL_PAGE = 7;
    /** Letters beside a number that counts pages; fewer may be its unit. */
    private static final int LEAST_LETTERS = 6;

    private static final Pattern SENTENCE = Pattern.compile(".*[.!?;。！？；]");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,4}");
    /** Nothing but the page's number. */
    private static final Pattern BARE = Pattern.compile("[-–—\\[(]?\\s?(\\d{1,4}|[ivxl]{1,6})\\s?[-–—\\])]?");
    /** Says by itself that it counts pages. */
    private static final Pattern PAGE = Pattern.compile(
            "(?i)(?:.{0,80}[\\s|·,–—-])?(?:page|seite|pagina|página|p\\.|s\\.)\\s?\\d{1,4}(?:\\s?(?:/|of|von|de|sur)\\s?\\d{1,4})?|\\d{1,4}\\s?(?:/|of|von)\\s?\\d{1,4}"
                    + "|.{0,80}第\\s?\\d{1,4}\\s?页(?:\\s?[/，,]?\\s?共\\s?\\d{1,4}\\s?页)?|共\\s?\\d{1,4}\\s?页\\s?[/，,]?\\s?第\\s?\\d{1,4}\\s?页");
    /** Counts parts of the text. */
    private static final Pattern PART = Pattern.compile(
            "(?i).*\\b(?:chapter|section|step|part|lesson|unit|table|figure|kapitel|abschnitt|schritt|teil|chapitre)\\s?#.*|.*第\\s?#\\s?[章节条部步课].*|.*(?:步骤|图|表)\\s?#.*");

    private static final List<String> ROMAN = List.of(
            "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
            "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii", "xxix",
            "xxx");

    private final List<List<List<String>>> pages;
    private final Set<String> repeated;

    private RunningHeads(List<List<List<String>>> pages) {
        this.pages = pages;
        this.repeated = repeated();
    }

    /** Takes them off the pages' paragraphs, each of them its lines. */
    static void remove(List<List<List<String>>> pages) {
        if (pages.size() > 1) {
            RunningHeads heads = new RunningHeads(pages);
            for (int i = 0; i < pages.size(); i++) {
                heads.trim(pages.get(i), i);
            }
        }
    }

    /** The keys of lines that stand at the edges of at least half of the pages, with numbers that go along with the pages or none. */
    private Set<String> repeated() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < pages.size(); i++) {
            Set<String> keys = new HashSet<>();
            for (String line : edges(pages.get(i))) {
                keys.addAll(keys(line, i));
            }
            keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        }
        int half = (pages.size() + 1) / 2;
        boolean numbered = counts.entrySet().stream()
                .anyMatch(entry ->
                        entry.getValue() == pages.size() && entry.getKey().startsWith("#"));
        Set<String> repeated = new HashSet<>();
        counts.forEach((key, count) -> {
            boolean bare = key.startsWith("# ");
            boolean two = pages.size() == 2
                    && count == 2
                    && numbered
                    && key.length() <= LONGEST
                    && !SENTENCE.matcher(key).matches();
            if (count >= Math.max(bare ? 2 : LEAST_PAGES, half) || (two && (bare || !key.startsWith("#")))) {
                repeated.add(key);
            }
        });
        return repeated;
    }

    private static List<String> edges(List<List<String>> page) {
        List<String> lines = page.stream().flatMap(List::stream).toList();
        List<String> edges = new ArrayList<>();
        for (int i = 0; i < Math.min(EDGE, lines.size()); i++) {
            edges.add(lines.get(i));
            edges.add(lines.get(lines.size() - 1 - i));
        }
        return edges;
    }

    /** The line itself, and for each of its numbers how far it is from the page's: equal ones count the pages. */
    private static List<String> keys(String line, int page) {
        String plain = line.replaceAll("\\s+", " ");
        List<String> keys = new ArrayList<>();
        keys.add(plain);
        Matcher bare = BARE.matcher(plain);
        if (bare.matches()) {
            String number = bare.group(1);
            int value = ROMAN.contains(number) ? ROMAN.indexOf(number) + 1 : number(number);
            keys.clear();
            keys.add("# " + (value - page));
        } else if (PAGE.matcher(plain).matches()) {
            keys.add("# page");
        } else if (plain.length() <= LONGEST && !SENTENCE.matcher(plain).matches()) {
            Matcher digits = DIGITS.matcher(plain);
            String key = digits.replaceAll("#");
            boolean says = key.chars().filter(Character::isLetter).count() >= LEAST_LETTERS && key.indexOf(':') < 0;
            if (says && !PART.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
                digits.reset();
                while (digits.find()) {
                    keys.add("#" + (number(digits.group()) - page) + " " + key);
                }
            }
        }
        return keys;
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : -1;
    }

    private void trim(List<List<String>> page, int number) {
        int most = page.stream().mapToInt(List::size).sum() < FULL_PAGE ? 1 : EDGE;
        trim(page, number, most, false);
        trim(page, number, most, true);
    }

    /** Takes lines off one side: of a page with few lines, one besides its number. */
    private void trim(List<List<String>> page, int number, int most, boolean foot) {
        int words = 0;
        for (int i = 0; i < EDGE && !page.isEmpty(); i++) {
            List<String> lines = page.get(foot ? page.size() - 1 : 0);
            String line = lines.get(foot ? lines.size() - 1 : 0);
            words += BARE.matcher(line).matches() || PAGE.matcher(line).matches() ? 0 : 1;
            if (words > most || !isRunning(line, number)) {
                break;
            }
            lines.remove(foot ? lines.size() - 1 : 0);
            page.removeIf(List::isEmpty);
        }
    }

    private boolean isRunning(String line, int page) {
        return keys(line, page).stream().anyMatch(key -> key.equals("# page") || repeated.contains(key));
    }
}
