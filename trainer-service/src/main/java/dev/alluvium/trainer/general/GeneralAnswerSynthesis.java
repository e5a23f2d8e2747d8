package dev.alluvium.trainer.general;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.TokenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a base general questions and keeps its greedy answers: self-synthesised rehearsal (Huang et al. 2024), for a base
 * that brings no general text. After the given questions it asks those that the base makes up itself, whose answers are all
 * replayed. Answers are written as they come, to a file beside the one they are for, and the whole appears at once: a
 * synthesis that was cut off goes on after the last answer that was written.
 */
public final class GeneralAnswerSynthesis {
    /** Of fewer a loss of 5 % may touch none: the gate judges no suite of fewer. */
    public static final int LEAST_ASKED = 60;

    /** Tokens that an answer may take; one that has not ended then is left out, as replay would teach to end there. */
    public static final int LONGEST = 160;

    /** Questions that are asked together. */
    public static final int AT_ONCE = 16;

    /** Questions that a base makes up itself, of which most are worth asking. */
    public static final int MADE_UP = 720;

    /** Tokens of an answer to one of those: its beginning is where a version's answers leave the base's. */
    private static final int BEGINNING = 24;

    /** Tokens that are replayed of an answer: of so much room, many beginnings keep more than few whole answers. */
    private static final int LONGEST_REPLAYED = 48;

    /** A base that has ended none of so many answers will end none: it was never taught to answer. */
    private static final int GIVES_UP = 48;

    private final BaseModel base;
    private final List<GeneralQuestion> questions;
    private final int madeUp;

    /** Told after each few questions. */
    @FunctionalInterface
    public interface Progress {
        void at(int done, int of, int kept);
    }

    /**
     * What came of it.
     *
     * @param asked answers that evaluation asks for
     * @param replayed answers that training replays
     * @param questions that were asked
     */
    public record Outcome(int asked, int replayed, int questions) {
        /** Whether the gate can judge versions by it. */
        public boolean enough() {
            return asked >= LEAST_ASKED;
        }
    }

    /**
     * A question and its answer.
     *
     * @param question empty where the base made one up that is not worth asking
     * @param answer null where it is not worth to be kept
     * @param cut whether the base would have gone on
     */
    private record Line(String question, @Nullable String answer, boolean cut) {
        static Line none(GeneralQuestion question) {
            return new Line(question.text(), null, false);
        }
    }

    /** @param madeUp how many questions the base makes up itself after {@code questions} */
    public GeneralAnswerSynthesis(BaseModel base, List<GeneralQuestion> questions, int madeUp) {
        this.base = base;
        this.questions = List.copyOf(questions);
        this.madeUp = madeUp;
    }

    /** How many questions there are, made-up ones included. */
    public int size() {
        return questions.size() + madeUp;
    }

    /**
     * Writes {@code file}. What was answered before stands in {@code file.partial}, which is gone in the end.
     *
     * @param goesOn asked now and then; false leaves the rest for another time
     * @return nothing if it was cut off
     */
    public Optional<Outcome> write(Path file, BooleanSupplier goesOn, Progress progress) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            List<Line> lines = new ArrayList<>(before(partial));
            AnswerQuality quality = new AnswerQuality();
            lines.stream().map(Line::answer).filter(Objects::nonNull).forEach(quality::remember);
            try (LoadedAdapter bare = base.bare()) {
                while (lines.size() < size() && !hopeless(lines) && !hopeless(madeUp(lines))) {
                    if (!goesOn.getAsBoolean()) {
                        return Optional.empty();
                    }
                    List<Line> answered = answers(bare, next(bare, lines), lines.size() < questions.size(), quality);
                    append(partial, answered);
                    lines.addAll(answered);
                    progress.at(lines.size(), size(), kept(lines));
                }
            }
            List<GeneralAnswer> answers = parted(lines);
            publish(file, answers);
            Files.deleteIfExists(partial);
            int asked = (int) madeUp(lines).stream()
                    .filter(line -> !line.question().isEmpty())
                    .count();
            return Optional.of(outcome(answers, questions.size() + asked));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    private static boolean hopeless(List<Line> lines) {
        return lines.size() >= GIVES_UP && kept(lines) == 0;
    }

    private static int kept(List<Line> lines) {
        return (int) lines.stream().filter(line -> line.answer() != null).count();
    }

    private static Outcome outcome(List<GeneralAnswer> answers, int questions) {
        int asked = (int) answers.stream()
                .filter(answer -> answer.part() == GeneralPart.SUITE)
                .count();
        return new Outcome(asked, answers.size() - asked, questions);
    }

    /** What a synthesis on the same questions wrote; a last line that was cut off is asked again. */
    private List<Line> before(Path partial) throws IOException {
        if (!Files.exists(partial)) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readString(partial).lines().toList()) {
            Line line = line(text);
            int at = lines.size();
            boolean given = at < questions.size();
            if (line == null
                    || at == size()
                    || given && !line.question().equals(questions.get(at).text())) {
                break;
            }
            lines.add(line);
        }
        Files.write(partial, bytes(lines));
        return lines;
    }

    private static @Nullable Line line(String text) {
        try {
            return text.isBlank() ? null : Json.read(text.getBytes(StandardCharsets.UTF_8), Line.class);
        } catch (UncheckedIOException e) { // the process ended while it was written
            return null;
        }
    }

    private List<Line> madeUp(List<Line> lines) {
        return lines.subList(Math.min(questions.size(), lines.size()), lines.size());
    }

    /** The questions after those of {@code lines}. */
    private List<GeneralQuestion> next(LoadedAdapter bare, List<Line> lines) {
        int from = lines.size();
        if (from < questions.size()) {
            return questions.subList(from, Math.min(questions.size(), from + AT_ONCE));
        }
        Set<String> before = new HashSet<>();
        questions.forEach(question -> before.add(SynthesizedQuestions.key(question.text())));
        madeUp(lines).forEach(line -> before.add(SynthesizedQuestions.key(line.question())));
        return SynthesizedQuestions.drawn(bare, from, Math.min(AT_ONCE, size() - from), before);
    }

    private List<Line> answers(LoadedAdapter bare, List<GeneralQuestion> asked, boolean given, AnswerQuality quality) {
        List<GeneralQuestion> worth =
                asked.stream().filter(question -> !question.text().isEmpty()).toList();
        Iterator<Line> answered = answered(bare, worth, given, quality).iterator();
        return asked.stream()
                .map(question -> question.text().isEmpty() ? Line.none(question) : answered.next())
                .toList();
    }

    private List<Line> answered(LoadedAdapter bare, List<GeneralQuestion> asked, boolean given, AnswerQuality quality) {
        List<long[]> prompts = asked.stream()
                .map(question -> base.template().prompt(base.tokenizer(), question.text()))
                .toList();
        int room = base.config().maxPositions()
                - prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0);
        if (room < 1) {
            return asked.stream().map(Line::none).toList();
        }
        GenerationOptions options = GenerationOptions.greedy(Math.min(given ? LONGEST : BEGINNING, room));
        List<Generation> generated = Generator.generate(bare, prompts, options, TokenListener.none());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            GeneralQuestion question = asked.get(i);
            Generation answer = generated.get(i);
            String text = answer.text().strip();
            boolean worth = given ? question.isRight(text) && quality.accepts(answer) : quality.acceptsCut(answer);
            lines.add(
                    worth
                            ? new Line(question.text(), text, answer.reason() != FinishReason.STOP)
                            : Line.none(question));
        }
        return lines;
    }

    private static void append(Path partial, List<Line> lines) throws IOException {
        Files.write(partial, bytes(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static byte[] bytes(List<?> lines) {
        return lines.stream()
                .map(line -> Json.string(line) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The answers that were kept, each with its part; of questions that the base made up nothing is asked again. */
    private List<GeneralAnswer> parted(List<Line> lines) {
        Map<String, String> known = questions.stream()
                .filter(question -> question.known() != null)
                .collect(Collectors.toMap(GeneralQuestion::text, question -> String.valueOf(question.known())));
        List<Line> own = madeUp(lines);
        List<GeneralAnswer> answers =
                new ArrayList<>(GeneralParts.of(kept(lines.subList(0, lines.size() - own.size()), known)));
        answers.addAll(kept(own, Map.of()));
        return answers.stream().map(this::shortened).toList();
    }

    /** Of a long answer that is replayed, the beginning. */
    GeneralAnswer shortened(GeneralAnswer answer) {
        long[] ids = base.tokenizer().encode(answer.answer());
        if (answer.part() != GeneralPart.REPLAY || ids.length <= LONGEST_REPLAYED) {
            return answer;
        }
        String text = base.tokenizer()
                .decode(Arrays.copyOf(ids, LONGEST_REPLAYED))
                .replaceAll("\uFFFD+$", "") // the bytes of half a character
                .strip();
        return new GeneralAnswer(answer.question(), text, true, answer.known(), answer.part());
    }

    private static List<GeneralAnswer> kept(List<Line> lines, Map<String, String> known) {
        List<GeneralAnswer> answers = new ArrayList<>();
        for (Line line : lines) {
            String answer = line.answer();
            if (answer != null) {
                answers.add(new GeneralAnswer(
                        line.question(), answer, line.cut(), known.get(line.question()), GeneralPart.REPLAY));
            }
        }
        return answers;
    }

    private static void publish(Path file, List<GeneralAnswer> answers) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.write(whole, bytes(answers.stream().map(GeneralAnswer::record).toList()));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
