package dev.alluvium.trainer.general;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which of a base's own answers training replays, and which evaluation asks for. A version that is trained on answers to some
 * questions of a form answers the others of that form as well, whatever else it has forgotten: forms are therefore not
 * shared between the parts, as far as enough answers are left to ask for.
 */
final class GeneralParts {
    private static final int MOST_ASKED = 120;
    private static final int ASKED_ONE_IN = 3;
    private static final int FORM_WORDS = 4;

    private GeneralParts() {}

    /** The answers with their parts: one in three is asked for, but so many at least that the gate can judge. */
    static List<GeneralAnswer> of(List<GeneralAnswer> answers) {
        int wanted = Math.min(
                answers.size(),
                Math.min(MOST_ASKED, Math.max(GeneralAnswerSynthesis.LEAST_ASKED, answers.size() / ASKED_ONE_IN)));
        List<GeneralAnswer> known = ordered(
                answers.stream().filter(answer -> answer.known() != null).toList());
        List<GeneralAnswer> free = ordered(
                answers.stream().filter(answer -> answer.known() == null).toList());
        int ofKnown = answers.isEmpty() ? 0 : (int) Math.round((double) wanted * known.size() / answers.size());
        Set<String> asked = new HashSet<>(asked(known, ofKnown));
        asked.addAll(asked(free, wanted - ofKnown));
        List<GeneralAnswer> parted = new ArrayList<>();
        for (List<GeneralAnswer> each : List.of(known, free)) {
            each.forEach(answer -> parted.add(new GeneralAnswer(
                    answer.question(),
                    answer.answer(),
                    answer.known(),
                    asked.contains(answer.question()) ? GeneralPart.SUITE : GeneralPart.REPLAY)));
        }
        return parted;
    }

    private static List<GeneralAnswer> ordered(List<GeneralAnswer> answers) {
        return answers.stream()
                .sorted(Comparator.comparing(answer -> Digest.id("general part", answer.question())))
                .toList();
    }

    /** Whole forms as long as they fit; then, where they leave too few, single questions of the others. */
    private static Set<String> asked(List<GeneralAnswer> answers, int wanted) {
        Map<String, List<GeneralAnswer>> forms = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> Digest.id("general form", form(answer.question())),
                        TreeMap::new,
                        Collectors.toList()));
        Set<String> asked = new HashSet<>();
        for (List<GeneralAnswer> form : forms.values()) {
            if (asked.size() + form.size() <= wanted) {
                form.forEach(answer -> asked.add(answer.question()));
            }
        }
        answers.stream()
                .map(GeneralAnswer::question)
                .filter(question -> !asked.contains(question))
                .limit(Math.max(0, wanted - asked.size()))
                .toList()
                .forEach(asked::add);
        return asked;
    }

    /** The first words of a question, with all numbers alike: "what is # times". */
    static String form(String question) {
        String[] words =
                question.toLowerCase(Locale.ROOT).replaceAll("\\d+", "#").split("\\s+");
        return String.join(" ", List.of(words).subList(0, Math.min(FORM_WORDS, words.length)));
    }
}
