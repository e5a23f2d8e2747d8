package dev.alluvium.cli.client;

import dev.alluvium.knowledge.registry.VersionState;
import java.util.Locale;

/** How a round ended, in a sentence. */
public final class Verdicts {
    private Verdicts() {}

    /**
     * The exit status of a command that followed it: 0 for a champion or nothing to do, {@link ExitStatus#WAITS} where an
     * operator ends it, else {@link ExitStatus#REFUSED}.
     */
    public static int exitStatus(RoundWatch.End end) {
        if (end instanceof RoundWatch.End.NothingNew) {
            return ExitStatus.DONE;
        }
        if (end instanceof RoundWatch.End.Held) {
            return ExitStatus.WAITS;
        }
        return end instanceof RoundWatch.End.Decided decided
                ? ExitStatus.of(decided.version().stage())
                : ExitStatus.REFUSED;
    }

    public static String sentence(String model, RoundWatch.End end) {
        if (end instanceof RoundWatch.End.NothingNew) {
            return model + ": no round was cut, nothing new is pending";
        }
        if (end instanceof RoundWatch.End.GivenUp gaveUp) {
            return model + ": " + gaveUp.round() + " was given up; alluvium status says why";
        }
        if (end instanceof RoundWatch.End.Held held) {
            return model + ": " + held.round() + " is ready and " + held.why();
        }
        RoundWatch.End.Decided decided = (RoundWatch.End.Decided) end;
        VersionState version = decided.version();
        String name = model + "@" + version.version();
        VersionState.Evaluation evaluation = version.evaluation();
        String figures = evaluation == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (gate: %s; new facts %.0f -> %.0f %% on %s probes, perplexity %.1f -> %.1f)",
                        evaluation.decision().word(),
                        evaluation.figures().uptakeBefore() * 100,
                        evaluation.figures().uptakeAfter() * 100,
                        evaluation.evidence().code(),
                        evaluation.figures().perplexityBefore(),
                        evaluation.figures().perplexityAfter());
        return switch (version.stage()) {
            case LIVE -> name + " is champion" + figures;
            case REVIEW -> name + " waits: " + version.waitsFor() + figures;
            default -> name + " was refused" + figures + "; alluvium show " + name + " --report says why";
        };
    }
}
