package dev.alluvium.cli.client;

import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a sentence how a round ended. */
public final class RoundEndText {
    private RoundEndText() {}

    /**
     * The exit status of a command that followed it: 0 for a champion or nothing to do, {@link ExitStatus#WAITS} where an
     * operator ends it, else {@link ExitStatus#REFUSED}.
     */
    public static int exitStatus(RoundFollower.End end) {
        if (end instanceof RoundFollower.End.NothingNew) {
            return ExitStatus.DONE;
        }
        if (end instanceof RoundFollower.End.Held) {
            return ExitStatus.WAITS;
        }
        return end instanceof RoundFollower.End.Decided decided
                ? ExitStatus.of(decided.version().stage())
                : ExitStatus.REFUSED;
    }

    public static String sentence(String model, RoundFollower.End end) {
        if (end instanceof RoundFollower.End.NothingNew) {
            return model + ": no round was cut, nothing new is pending";
        }
        if (end instanceof RoundFollower.End.GivenUp gaveUp) {
            return model + ": " + gaveUp.round() + " was given up; alluvium status says why";
        }
        if (end instanceof RoundFollower.End.Held held) {
            return model + ": " + held.round() + " is ready and " + held.why();
        }
        RoundFollower.End.Decided decided = (RoundFollower.End.Decided) end;
        VersionState version = decided.version();
        String name = model + "@" + version.version();
        String figures = figures(version.evaluation());
        return switch (version.stage()) {
            case LIVE -> name + " is champion" + figures;
            case REVIEW -> name + " waits: " + version.waitsFor() + figures;
            default -> name + " was refused" + figures + "; alluvium show " + name + " --report says why";
        };
    }

    /** Without new facts, as in a rebuild, nothing is said about them. */
    private static String figures(VersionState.@Nullable Evaluation evaluation) {
        if (evaluation == null) {
            return "";
        }
        EvaluationFigures seen = evaluation.figures();
        String facts = seen.newFacts() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; new facts %.0f -> %.0f %% on %s probes",
                        seen.uptakeBefore() * 100,
                        seen.uptakeAfter() * 100,
                        evaluation.evidence().code());
        return String.format(
                Locale.ROOT,
                " (gate: %s%s, perplexity %.1f -> %.1f)",
                evaluation.decision().word(),
                facts,
                seen.perplexityBefore(),
                seen.perplexityAfter());
    }
}
