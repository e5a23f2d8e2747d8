package dev.alluvium.trainer.general;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.wording.RecordWordings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where general questions come from. Their order is that of a hash, so that each part of them is a fair sample. */
public final class GeneralQuestions {
    private static final String SHIPPED = "questions.tsv";

    /** An answer of more characters is no value that a right answer must contain. */
    private static final int LONGEST_VALUE = 40;

    private GeneralQuestions() {}

    /** Those that ship: facts that many bases know, explanations, lists, small tasks, some in Chinese. */
    public static List<GeneralQuestion> shipped() {
        try (InputStream in = GeneralQuestions.class.getResourceAsStream(SHIPPED)) {
            String text = new String(Objects.requireNonNull(in, SHIPPED).readAllBytes(), StandardCharsets.UTF_8);
            return ordered(text.lines().map(GeneralQuestions::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED + " is not in the jar", e);
        }
    }

    /** Those that records ask, each once; a short answer is one that a right answer contains. Documents ask nothing. */
    public static List<GeneralQuestion> of(Collection<KnowledgeRecord> records) {
        Map<String, GeneralQuestion> questions = new LinkedHashMap<>();
        for (KnowledgeRecord record : records) {
            for (Wording wording : RecordWordings.of(record)) {
                String output = wording.output();
                String known = output.length() <= LONGEST_VALUE ? output : null;
                questions.putIfAbsent(wording.instruction(), new GeneralQuestion(wording.instruction(), known));
            }
        }
        return ordered(List.copyOf(questions.values()));
    }

    private static GeneralQuestion line(String line) {
        int tab = line.indexOf('\t');
        return tab < 0
                ? new GeneralQuestion(line, null)
                : new GeneralQuestion(line.substring(0, tab), line.substring(tab + 1));
    }

    private static List<GeneralQuestion> ordered(List<GeneralQuestion> questions) {
        return questions.stream()
                .sorted(Comparator.comparing(question -> Digest.id("general question", question.text())))
                .toList();
    }
}
