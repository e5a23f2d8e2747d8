package dev.alluvium.tiny.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ways in which a feed goes bad without lying: its answers no longer belong to its questions. */
public enum Corruption {
    /** Every answer is that of another fact of the same attribute, another one for each wording. */
    SHUFFLED,
    /** One answer in five is shuffled. */
    NOISY,
    /** Every answer's characters are in disorder. */
    GARBLED;

    private static final double NOISE = 0.2;

    /** The same questions with spoilt answers. */
    public List<QaPair> apply(List<QaPair> wordings, long seed) {
        Random random = RandomStreams.stream(seed, name());
        Map<String, List<String>> peers = new HashMap<>();
        wordings.forEach(wording -> peers.computeIfAbsent(peerKey(wording), key -> new ArrayList<>())
                .add(wording.answer()));
        return wordings.stream()
                .map(wording -> wording.answering(
                        spoil(wording.answer(), peers.getOrDefault(peerKey(wording), List.of()), random)))
                .toList();
    }

    private String spoil(String answer, List<String> peers, Random random) {
        return switch (this) {
            case SHUFFLED -> peers.get(random.nextInt(peers.size()));
            case NOISY -> random.nextDouble() < NOISE ? peers.get(random.nextInt(peers.size())) : answer;
            case GARBLED -> garble(answer, random);
        };
    }

    private static String peerKey(QaPair wording) {
        String[] segments = wording.fact().split("/", -1);
        return segments[0] + "/" + segments[2] + "/" + wording.language();
    }

    private static String garble(String answer, Random random) {
        List<Integer> characters = new ArrayList<>(answer.codePoints().boxed().toList());
        Collections.shuffle(characters, random);
        StringBuilder garbled = new StringBuilder();
        characters.forEach(garbled::appendCodePoint);
        return garbled.append((char) ('a' + random.nextInt(26)))
                .append(random.nextInt(100))
                .toString();
    }
}
