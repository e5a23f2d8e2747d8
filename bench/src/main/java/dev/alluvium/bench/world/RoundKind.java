package dev.alluvium.bench.world;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The rounds that each world goes through. */
public enum RoundKind {
    /** New facts, taught to the bare base. */
    CLEAN(Wanted.PROMOTED),
    /** New values for part of the facts of the clean round, with new probes, taught on top of it. */
    UPDATE(Wanted.PROMOTED),
    /** Further new facts, taught on top of all rounds that were promoted before: the second to fifth of a series. */
    CUMULATIVE(Wanted.PROMOTED),
    /** False values of the same kind for the facts of the clean round, taught on top of it. */
    LIES(Wanted.REFUSED),
    /** Further new facts whose answers were mixed up, taught on top of the clean round. */
    SHUFFLED(Wanted.REFUSED),
    /** Further new facts, the characters of whose answers are in disorder, taught on top of the clean round. */
    GARBLED(Wanted.REFUSED),
    /** Further new facts with one answer in five mixed up, taught on top of the clean round. */
    NOISE20(Wanted.REPORTED),
    /** The lies, without any trusted probe that says otherwise: the feed testifies for itself. */
    LIES_UNPROBED(Wanted.REPORTED),
    /** So few further new facts that only trusted probes of each can judge them. */
    SMALL(Wanted.PROMOTED),
    /** As few new values for facts of the clean round, with new probes. */
    SMALL_UPDATE(Wanted.PROMOTED),
    /** As few further new facts, each answer that of another fact. */
    SMALL_SHUFFLED(Wanted.REFUSED),
    /** As few further new facts, half of them with a false value of the same kind. */
    SMALL_HALF(Wanted.REFUSED),
    /** Free-form descriptions of new products, people and places, taught to the bare base. */
    OPEN(Wanted.PROMOTED),
    /** Such descriptions, each of another of the same kind. */
    OPEN_SHUFFLED(Wanted.REFUSED),
    /** Such descriptions with their characters in disorder. */
    OPEN_GARBLED(Wanted.REFUSED),
    /** Such descriptions as documents that nobody asks for. */
    DOCUMENTS(Wanted.PROMOTED),
    /** Documents with their characters in disorder. */
    DOCUMENTS_GARBLED(Wanted.REFUSED);

    private static final Set<RoundKind> ON_BARE_BASE =
            EnumSet.of(CLEAN, OPEN, OPEN_SHUFFLED, OPEN_GARBLED, DOCUMENTS, DOCUMENTS_GARBLED);

    /** What a good gate does with a round. */
    private enum Wanted {
        PROMOTED,
        REFUSED,
        /** No right or wrong is claimed. */
        REPORTED
    }

    private final Wanted wanted;

    RoundKind(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Whether a good gate decides so. */
    public boolean right(RoundVerdict verdict) {
        return switch (wanted) {
            case PROMOTED -> verdict == RoundVerdict.PROMOTED;
            case REFUSED -> verdict != RoundVerdict.PROMOTED;
            case REPORTED -> true;
        };
    }

    /** Whether the round is taught to the bare base, and not on top of the clean one. */
    public boolean onBareBase() {
        return ON_BARE_BASE.contains(this);
    }

    /** The name in reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static RoundKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind=" + code + ": must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(RoundKind::code).toList())));
    }
}
