package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The ways in which data sets say of an answer that it must not be learnt: OpenAI's {@code weight: 0}, the
 * {@code loss: false} of ms-swift, the {@code train: false} of axolotl, also of a part in {@code train_detail}, and for whole
 * records KTO's {@code label: false}.
 */
final class Masks {
    private static final List<String> TURN = List.of("weight", "loss", "train", "training", "trainable", "loss_weight");
    private static final List<String> DETAIL = List.of("train_detail", "training_detail");
    private static final List<String> RECORD = List.of("label", "kto_tag");

    private Masks() {}

    /** Whether a turn is marked as context alone. */
    static boolean isMasked(JsonNode turn) {
        return TURN.stream().anyMatch(name -> isNo(turn.get(name)) || isZero(turn.get(name)))
                || turn.path("masked").asBoolean(false)
                || isMaskedInPart(turn);
    }

    /** Whether axolotl's {@code train_detail} takes a part of the turn out: no part is learnt that must not be. */
    private static boolean isMaskedInPart(JsonNode turn) {
        for (String name : DETAIL) {
            for (JsonNode part : turn.path(name)) {
                if (isNo(part.get("train"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a whole record is marked as a rejected answer. */
    static boolean isRejected(ObjectNode record) {
        boolean answers = record.hasNonNull("output") || record.hasNonNull("messages");
        return answers && RECORD.stream().anyMatch(name -> isNo(record.get(name)));
    }

    /** The field that marks it. */
    static String label(ObjectNode record) {
        return RECORD.stream()
                .filter(name -> isNo(record.get(name)))
                .findFirst()
                .orElse("label");
    }

    private static boolean isNo(@org.jspecify.annotations.Nullable JsonNode value) {
        return value != null
                && (value.isBoolean() && !value.booleanValue()
                        || value.isTextual() && value.textValue().strip().equalsIgnoreCase("false"));
    }

    private static boolean isZero(@org.jspecify.annotations.Nullable JsonNode value) {
        return value != null
                && (value.isNumber() && value.doubleValue() == 0
                        || value.isTextual() && value.textValue().strip().equals("0"));
    }
}
