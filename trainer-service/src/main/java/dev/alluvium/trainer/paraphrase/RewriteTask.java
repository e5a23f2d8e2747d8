package dev.alluvium.trainer.paraphrase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.wording.RecordWordings;
import dev.alluvium.settings.ParaphrasesConfig;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked about one record.
 *
 * @param text the question to reword, or the document to ask about
 * @param answer the record's; empty for a document
 * @param count texts asked for
 */
record RewriteTask(CleanRecord record, Paraphrase.Origin origin, String text, String answer, int count) {
    private static final String VERSION = "2";

    static Optional<RewriteTask> of(CleanRecord clean, ParaphrasesConfig config) {
        KnowledgeRecord record = clean.record();
        return switch (record.kindOrImplied()) {
            case QA ->
                RecordWordings.of(record).stream()
                        .findFirst()
                        .map(own -> new RewriteTask(
                                clean,
                                Paraphrase.Origin.PARAPHRASE,
                                own.instruction(),
                                own.output(),
                                config.perRecord()))
                        .filter(task -> task.count > 0);
            case DOCUMENT ->
                Optional.ofNullable(record.text())
                        .filter(text -> !text.isBlank())
                        .map(text -> new RewriteTask(clean, Paraphrase.Origin.QUESTION, text, "", config.questions()))
                        .filter(task -> task.count > 0);
            case CONVERSATION, DELETE -> Optional.empty();
        };
    }

    /** Equal for what would be asked about the same record in equal words. */
    String hash(String model) {
        return Digest.id(VERSION, model, origin.name(), Integer.toString(count), record.recordId());
    }

    /** A model's reply, as it is kept. */
    ParaphraseAnswer answered(String model, String reply) {
        Optional<List<Wording>> read = read(reply);
        return new ParaphraseAnswer(
                record.fact(),
                record.recordId(),
                record.revision(),
                origin,
                model,
                read.isPresent(),
                read.orElse(List.of()));
    }

    String instruction() {
        return switch (origin) {
            case PARAPHRASE -> """
                    Word this question in %d other ways, in its own language. Keep every name, number and unit. Do not \
                    answer it. Reply with a JSON array of strings and nothing else.

                    %s""".formatted(count, text);
            case QUESTION -> """
                    Ask %d questions that this text answers, in its own language, and answer each by words copied from \
                    the text. Reply with a JSON array of objects with the keys "question" and "answer" and nothing else.

                    %s""".formatted(count, text);
        };
    }

    /** The wordings in a reply; empty if it holds no JSON array. */
    private Optional<List<Wording>> read(String reply) {
        int begin = reply.indexOf('[');
        int end = reply.lastIndexOf(']');
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            JsonNode array =
                    Json.read(reply.substring(begin, end + 1).getBytes(StandardCharsets.UTF_8), JsonNode.class);
            List<Wording> wordings = new ArrayList<>();
            array.forEach(item -> wordings.add(wording(item)));
            return Optional.of(wordings.stream().limit(count).toList());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private Wording wording(JsonNode item) {
        return origin == Paraphrase.Origin.PARAPHRASE
                ? new Wording(item.asText("").strip(), answer)
                : new Wording(
                        item.path("question").asText("").strip(),
                        item.path("answer").asText("").strip());
    }
}
