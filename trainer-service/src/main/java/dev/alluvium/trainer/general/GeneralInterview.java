package dev.alluvium.trainer.general;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.BaseModel;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a base general questions and keeps its greedy answers: self-synthesised rehearsal (Huang et al. 2024), for a base
 * that brings no general text. Answers are written as they come, to a file beside the one they are for, and the whole appears at
 * once: an interview that was cut off goes on after the last answer that was written.
 */
public final class GeneralInterview {
    /** Of fewer a loss of 5 % may touch none: the gate judges no suite of fewer. */
    public static final int LEAST_ASKED = 60;

    /** Tokens that an answer may take; one that has not ended then is left out, as replay would teach to end there. */
    public static final int LONGEST = 160;

    /** Questions that are asked together. */
    public static final int AT_ONCE = 16;
    /** A base that has ended none of so many answers will end none: it was never taught to answer. */
    private static final int GIVES_UP = 48;

    private final BaseModel base;
    private final List<GeneralQuestion> questions;

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

    /** A question and its answer; null where it is not worth to be kept. */
    private record Line(String question, @Nullable String answer) {}

    public GeneralInterview(BaseModel base, List<GeneralQuestion> questions) {
        this.base = base;
        this.questions = List.copyOf(questions);
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
                for (int from = lines.size(); from < questions.size() && !hopeless(lines); from = lines.size()) {
                    if (!goesOn.getAsBoolean()) {
                        return Optional.empty();
                    }
                    int to = Math.min(questions.size(), from + AT_ONCE);
                    List<Line> answered = answers(bare, questions.subList(from, to), quality);
                    append(partial, answered);
                    lines.addAll(answered);
                    progress.at(lines.size(), questions.size(), kept(lines));
                }
            }
            List<GeneralAnswer> answers = parted(lines);
            publish(file, answers);
            Files.deleteIfExists(partial);
            return Optional.of(outcome(answers));
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

    private Outcome outcome(List<GeneralAnswer> answers) {
        int asked = (int) answers.stream()
                .filter(answer -> answer.part() == GeneralPart.SUITE)
                .count();
        return new Outcome(asked, answers.size() - asked, questions.size());
    }

    /** What an interview on the same questions wrote; a last line that was cut off is asked again. */
    private List<Line> before(Path partial) throws IOException {
        if (!Files.exists(partial)) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readString(partial).lines().toList()) {
            Line line = line(text);
            if (line == null
                    || lines.size() == questions.size()
                    || !line.question().equals(questions.get(lines.size()).text())) {
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

    private List<Line> answers(LoadedAdapter bare, List<GeneralQuestion> asked, AnswerQuality quality) {
        List<long[]> prompts = asked.stream()
                .map(question -> base.template().prompt(base.tokenizer(), question.text()))
                .toList();
        int room = base.config().maxPositions()
                - prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0);
        if (room < 1) {
            return asked.stream()
                    .map(question -> new Line(question.text(), null))
                    .toList();
        }
        List<Generation> generated = Generator.generate(
                bare, prompts, GenerationOptions.greedy(Math.min(LONGEST, room)), TokenListener.none());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Generation answer = generated.get(i);
            String text = answer.text().strip();
            boolean worth = asked.get(i).isRight(text) && quality.accepts(answer);
            lines.add(new Line(asked.get(i).text(), worth ? text : null));
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

    /** The answers that were kept, each with its part. */
    private List<GeneralAnswer> parted(List<Line> lines) {
        Map<String, String> known = questions.stream()
                .filter(question -> question.known() != null)
                .collect(Collectors.toMap(GeneralQuestion::text, question -> String.valueOf(question.known())));
        List<GeneralAnswer> answers = new ArrayList<>();
        for (Line line : lines) {
            String answer = line.answer();
            if (answer != null) {
                answers.add(new GeneralAnswer(line.question(), answer, known.get(line.question()), GeneralPart.REPLAY));
            }
        }
        return GeneralParts.of(answers);
    }

    private static void publish(Path file, List<GeneralAnswer> answers) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.write(whole, bytes(answers.stream().map(GeneralAnswer::record).toList()));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
