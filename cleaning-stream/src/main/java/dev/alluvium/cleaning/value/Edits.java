package dev.alluvium.cleaning.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The values of a record that were rewritten, text by text in the record's order, and what undoes it: attributes from which
 * {@link OriginalValues} restores every text. Behind the {@value #MOST}th new spelling values stay as they are written.
 */
public final class Edits {
    private static final int MOST = 256;

    private final Set<String> left;
    private final Set<String> spellings = new LinkedHashSet<>();
    private final List<Rewritten> texts = new ArrayList<>();
    private int count;

    /** A text as it is now, and the values in it that were rewritten, by their places there. */
    private record Rewritten(String text, List<Place> places) {}

    private record Place(int start, String written, String now) {}

    /** Nothing has been rewritten yet. */
    public Edits() {
        this(Set.of());
    }

    /** Nothing has been rewritten yet, and what would become one of the spellings {@code left} stays as it is written. */
    public Edits(Set<String> left) {
        this.left = Set.copyOf(left);
    }

    /** The next text with {@code edits}, but for those that are left. */
    public String take(String text, List<Edit> edits) {
        List<Edit> kept = edits.stream().filter(edit -> keeps(edit.now())).toList();
        List<Place> places = new ArrayList<>(kept.size());
        int longer = 0;
        for (Edit edit : kept) {
            places.add(new Place(edit.start() + longer, text.substring(edit.start(), edit.end()), edit.now()));
            longer += edit.now().length() - (edit.end() - edit.start());
        }
        String now = Edit.apply(text, kept);
        texts.add(new Rewritten(now, places));
        count += kept.size();
        return now;
    }

    private boolean keeps(String now) {
        return !left.contains(now) && (spellings.contains(now) || (spellings.size() < MOST && spellings.add(now)));
    }

    /** How many places were rewritten. */
    public int count() {
        return count;
    }

    /**
     * Attributes {@code original/NOW}: how each value was written. Where not every {@code NOW} of the record was written in one
     * and the same way, behind all the ways and an {@code @} which of them stood at each {@code NOW}, in order: 1 is the first
     * way, 0 stands for one that was written so, and {@code 2*5} for the second way five times.
     */
    public Map<String, String> attributes() {
        if (count == 0) {
            return Map.of();
        }
        Map<String, OriginalSpellings> ways = new LinkedHashMap<>();
        spellings.forEach(spelling -> ways.put(spelling, new OriginalSpellings()));
        NewSpellings known = new NewSpellings(spellings);
        texts.forEach(text -> read(text, known, ways));
        Map<String, String> attributes = new HashMap<>();
        ways.forEach((spelling, told) -> attributes.put(OriginalValues.PREFIX + spelling, told.toString()));
        return attributes;
    }

    /** Goes over a text as {@link OriginalValues} does, so that both meet the same spellings in the same order. */
    private static void read(Rewritten text, NewSpellings known, Map<String, OriginalSpellings> ways) {
        Iterator<Place> places = text.places().iterator();
        Place place = places.hasNext() ? places.next() : null;
        int at = 0;
        while (at < text.text().length()) {
            int next = at + 1;
            for (String spelling : known.at(text.text(), at)) {
                String written =
                        place != null && place.start() == at && place.now().equals(spelling) ? place.written() : null;
                Objects.requireNonNull(ways.get(spelling)).add(written);
                if (written != null) {
                    next = at + spelling.length();
                    place = places.hasNext() ? places.next() : null;
                    break;
                }
            }
            at = next;
        }
    }

    /** The new spellings whose attribute {@code hides} says of: by its name or by its value. */
    public Set<String> spellings(Predicate<String> hides) {
        Set<String> hidden = new HashSet<>();
        attributes().forEach((name, written) -> {
            if (hides.test(name) || hides.test(written)) {
                hidden.add(name.substring(OriginalValues.PREFIX.length()));
            }
        });
        return hidden;
    }
}
