package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which fields each kind of record needs. */
final class Completeness {
    private static final int MAX_FACT = 512;

    private Completeness() {}

    static List<RecordProblem> problems(KnowledgeRecord record, ObjectNode object) {
        List<RecordProblem> problems = new ArrayList<>();
        switch (record.kindOrImplied()) {
            case QA -> {
                require(problems, object, "instruction", record.instruction());
                require(problems, object, "output", record.output());
            }
            case DOCUMENT -> require(problems, object, "text", record.text());
            case CONVERSATION -> conversation(problems, record);
            case DELETE -> {
                if (record.fact() == null && record.instruction() == null) {
                    problems.add(RecordProblem.at(
                            "/fact", "missing; a delete names the fact, or the instruction that implies it"));
                }
            }
        }
        if (record.fact() != null && record.fact().length() > MAX_FACT) {
            problems.add(RecordProblem.at(
                    "/fact", "has " + record.fact().length() + " characters, at most " + MAX_FACT + " are allowed"));
        }
        return problems;
    }

    private static void require(List<RecordProblem> problems, ObjectNode object, String field, @Nullable String value) {
        if (value == null && !object.hasNonNull(field)) {
            problems.add(RecordProblem.at(
                    "/" + field,
                    "missing; a qa record has instruction and output, a document has text,"
                            + " a conversation has messages"));
        }
    }

    private static void conversation(List<RecordProblem> problems, KnowledgeRecord record) {
        List<ChatMessage> messages = record.messages() == null ? List.of() : record.messages();
        if (messages.stream().noneMatch(ChatMessage::answers)
                && messages.stream().anyMatch(message -> message.role().equals("assistant"))) {
            problems.add(RecordProblem.at(
                    "/messages",
                    "every answer is marked as not to be learnt (weight 0, loss or train false); leave the"
                            + " record out"));
            return;
        }
        boolean answered = messages.stream().anyMatch(ChatMessage::answers)
                && !messages.get(0).role().equals("assistant");
        if (!answered) {
            problems.add(
                    RecordProblem.at("/messages", "must hold a question and, after it, a message of the assistant"));
        }
    }
}
