package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.record.CleanRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What must become of each record of one fact with one question, said as plainly as possible: a list of everything that was
 * ever accepted, each entry undecided, live or gone, and rules that look through all of it.
 */
final class FactOracle {
    enum Standing {
        UNDECIDED,
        LIVE,
        GONE
    }

    private static final class Entry {
        private final CleanRecord record;
        private Standing standing = Standing.UNDECIDED;

        private Entry(CleanRecord record) {
            this.record = record;
        }
    }

    private final List<Entry> accepted = new ArrayList<>();
    private final List<CleanRecord> held = new ArrayList<>();

    /** Outcomes by raw offset: clean, rejected; a held record has none. */
    final Map<Long, String> outcomes = new HashMap<>();

    void offer(CleanRecord record) {
        String verdict = verdict(record);
        if (verdict.equals("held")) {
            held.add(record);
        } else {
            finish(record, verdict);
        }
    }

    void decide(List<CleanRecord> round, boolean live) {
        for (Entry entry : accepted) {
            if (round.contains(entry.record)) {
                entry.standing = live ? Standing.LIVE : Standing.GONE;
            }
        }
        List<CleanRecord> waiting = new ArrayList<>(held);
        waiting.sort(Comparator.comparing(CleanRecord::position));
        held.clear();
        for (CleanRecord record : waiting) {
            boolean refused =
                    !live && round.stream().anyMatch(each -> each.contentHash().equals(record.contentHash()));
            if (refused) {
                finish(record, "rejected");
            } else {
                offer(record);
            }
        }
    }

    private void finish(CleanRecord record, String verdict) {
        outcomes.put(record.position().offset(), verdict);
        if (verdict.equals("clean")) {
            accepted.add(new Entry(record));
        }
    }

    private String verdict(CleanRecord record) {
        Instant live = newest(Standing.LIVE);
        Instant open = newest(Standing.UNDECIDED);
        boolean openIsNewer = open.isAfter(live);
        if (objects(Standing.LIVE, live, record) && !(record.revision().isAfter(live) && openIsNewer)) {
            return "rejected";
        }
        return !live.isAfter(open) && objects(Standing.UNDECIDED, open, record) ? "held" : "clean";
    }

    private boolean objects(Standing standing, Instant newest, CleanRecord record) {
        boolean older = !newest.equals(Instant.MIN) && record.revision().isBefore(newest);
        return older
                || any(standing, newest, each -> each.contentHash().equals(record.contentHash()))
                || (record.revision().equals(newest)
                        && any(standing, newest, each -> !each.contentHash().equals(record.contentHash())));
    }

    private boolean any(Standing standing, Instant at, Predicate<CleanRecord> matches) {
        return accepted.stream()
                .filter(each ->
                        each.standing == standing && each.record.revision().equals(at))
                .anyMatch(each -> matches.test(each.record));
    }

    Instant newest(Standing standing) {
        return accepted.stream()
                .filter(each -> each.standing == standing)
                .map(each -> each.record.revision())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
