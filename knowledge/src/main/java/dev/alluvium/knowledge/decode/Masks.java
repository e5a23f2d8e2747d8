package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways in which data sets say of an answer that it must not be learnt: OpenAI's {@code weight: 0}, the
 * {@code loss: false} of ms-swift, the {@code train: false} of axolotl, also of a part in {@code train_detail}, and for whole
 * records KTO's {@code label: false}, {@code correct: false}, or a turn's marks beside the answer. The weight of a whole record
 * counts as a number alone: a column of a table says how heavy something is.
 */
final class Masks {
    private static final List<String> TURN =
            List.of("weight", "loss", "train", "training", "trainable", "loss_weight", "loss_mask");
    private static final List<String> MASKED = List.of("masked", "is_masked", "mask");
    private static final List<String> DETAIL = List.of("train_detail", "training_detail");
    private static final List<String> RECORD = List.of(
            "label", "kto_tag", "correct", "is_correct", "accepted", "is_accepted", "loss", "train", "trainable");
    private static final List<String> WEIGHTS = List.of("weight", "loss_weight", "loss_mask");

    private Masks() {}

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

    /** Whether a whole record is marked as a rejected answer. */
    static boolean isRejected(ObjectNode record) {
        boolean answers = record.hasNonNull("output") || record.hasNonNull("messages");
        return answers && marks(record).findAny().isPresent();
    }

    /** The field that marks it. */
    static String label(ObjectNode record) {
        return marks(record).findFirst().orElse("label");
    }

    private static Stream<String> marks(ObjectNode record) {
        Stream<String> labels = RECORD.stream().filter(name -> isNo(record.get(name)));
        Stream<String> weights = WEIGHTS.stream()
                .filter(name ->
                        record.path(name).isNumber() && record.path(name).doubleValue() == 0);
        Stream<String> rejected = Stream.of("rejected")
                .filter(name ->
                        record.path(name).isBoolean() && record.path(name).booleanValue());
        return Stream.of(labels, weights, rejected).flatMap(each -> each);
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
