package dev.alluvium.cli;

import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The two ways to end a version's wait without promoting it, and what each does to its records. */
enum RejectChoice {
    NOT_NOW,
    WRONG;

    /** Asks for one of them, on a terminal. */
    static String question(String name, String model, VersionState version) {
        String waits = version.waitsFor();
        return name + " is " + version.stage() + (waits == null ? "" : ": " + waits) + System.lineSeparator()
                + "  n  not now: " + notNow(model, version.rounds()) + System.lineSeparator()
                + "  w  these are wrong: " + wrong(model, version.rounds()) + System.lineSeparator()
                + "  Anything else leaves it as it is." + System.lineSeparator()
                + "[n/w] ";
    }

    /** Where nobody can be asked. */
    static String withoutTerminal(String model, VersionState version) {
        return "say what is to become of its records: --not-now (" + notNow(model, version.rounds()) + ") or --wrong ("
                + wrong(model, version.rounds()) + ")";
    }

    /** Why a version that is decided cannot be rejected, and what can. */
    static String notOpen(ModelState model, VersionState version) {
        String waiting = model.openCandidates().stream()
                .map(open -> model.model() + "@" + open.version())
                .collect(Collectors.joining(", "));
        boolean champion = version.version() == model.champion();
        return model.model() + "@" + version.version() + " is "
                + (champion ? "the champion" : version.stage() + " and waits for nothing")
                + ": only a version that waits can be rejected, and "
                + (waiting.isEmpty() ? "none of " + model.model() + " waits" : "these wait: " + waiting)
                + (champion ? "; `alluvium rollback " + model.model() + "` goes back to the version before" : "");
    }

    /** What was answered; empty to do nothing. */
    static Optional<RejectChoice> of(String answer) {
        return switch (answer.strip().toLowerCase(Locale.ROOT)) {
            case "n", "not now" -> Optional.of(NOT_NOW);
            case "w", "wrong" -> Optional.of(WRONG);
            default -> Optional.empty();
        };
    }

    private static String notNow(String model, List<String> rounds) {
        return rounds.isEmpty()
                ? "the version is put off; it has no round of its own"
                : named(rounds) + " again with the next round, or now by `alluvium resume " + model
                        + "`; nothing is banned, but that round is judged as one: beside records without probes it may be"
                        + " held again";
    }

    private static String wrong(String model, List<String> rounds) {
        return rounds.isEmpty()
                ? "the version is refused; it has no round of its own"
                : String.join(", ", rounds) + (rounds.size() == 1 ? " goes" : " go")
                        + " to quarantine, and equal content is refused (refused-content) until `alluvium requeue "
                        + model + " " + rounds.get(0) + "`";
    }

    private static String named(List<String> rounds) {
        return String.join(", ", rounds) + (rounds.size() == 1 ? " trains" : " train");
    }
}
