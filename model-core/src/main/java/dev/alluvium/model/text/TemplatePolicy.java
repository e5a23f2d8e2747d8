package dev.alluvium.model.text;

import java.time.LocalDate;

/**
 * What a chat template leaves open; {@code template} in a base's {@code profile.yaml}.
 *
 * @param think what training makes of {@code <think>} blocks
 * @param date what {@code strftime_now} says. It stands still, so that a version is trained, judged and asked with the
 *     same text; the default is the one that Llama 3's templates fall back to
 */
public record TemplatePolicy(ThinkPolicy think, LocalDate date) {
    public static final TemplatePolicy DEFAULT = new TemplatePolicy(ThinkPolicy.EMPTY, LocalDate.of(2024, 7, 26));
}
