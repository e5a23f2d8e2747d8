package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which data sets say of an answer that it must not be learnt: OpenAI's {@code weight: 0}, the
 * {@code loss: false} of ms-swift, the {@code train: false} of axolotl, also of a part in {@code train_detail}, and for whole
 * records KTO's {@code label: false}, {@code correct: false}, or a turn's marks beside the answer. The weight of a whole record
 * counts as a number alone: a column of a table says how heavy something is.
 */
final class LossMasks {
    private static final List<String> TURN =
            List.of("weight", "loss", "train", "training", "trainable", "loss_weight", "loss_mask");
    private static final List<String> MASKED = List.of("masked", "is_masked", "mask");
    private static final List<String> DETAIL = List.of("train_detail", "training_detail");
    private static final Set<String> RECORD = Set.of(
            "label", "kto_tag", "correct", "is_correct", "accepted", "is_accepted", "loss", "train", "trainable");
    private static final Set<String> WEIGHTS = Set.of("weight", "loss_weight", "loss_mask");

    private LossMasks() {}

    /** Whether a turn is marked as context alone. */
    static boolean isMasked(JsonNode turn) {
        return TURN.stream().anyMatch(name -> isNo(turn.get(name)) || isZero(turn.get(name)))
                || MASKED.stream().anyMatch(name -> turn.path(name).asBoolean(false))
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

    /** The field that marks a whole record as a rejected answer; null where none does. Every record is asked. */
    static @Nullable String rejecting(ObjectNode record) {
        if (!record.hasNonNull("output") && !record.hasNonNull("messages")) {
            return null;
        }
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            if (rejects(field.getKey(), field.getValue())) {
                return field.getKey();
            }
        }
        return null;
    }

    private static boolean rejects(String name, JsonNode value) {
        return RECORD.contains(name) && isNo(value)
                || WEIGHTS.contains(name) && value.isNumber() && value.doubleValue() == 0
                || name.equals("rejected") && value.isBoolean() && value.booleanValue();
    }

    private static boolean isNo(@Nullable JsonNode value) {
        return value != null
                && (value.isBoolean() && !value.booleanValue()
                        || value.isTextual() && value.textValue().strip().equalsIgnoreCase("false"));
    }

    private static boolean isZero(@Nullable JsonNode value) {
        return value != null
                && (value.isNumber() && value.doubleValue() == 0
                        || value.isTextual() && value.textValue().strip().equals("0"));
    }
}
