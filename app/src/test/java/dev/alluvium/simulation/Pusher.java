package dev.alluvium.simulation;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The business systems: truth and its updates, repeats, siblings with equal or nearly equal content, old news, lies, contradictions,
 * garbage and erasures. Acknowledgements get lost, so that records come twice.
 */
final class Pusher implements Actor {
    /** Values from here on are lies; only the gate knows. */
    static final int LIES = 9000;
    /** Facts whose records are near to those of others, and differ in a word. */
    static final String KIN = "kin";
    /** What makes another record of one: a word of content. */
    private static final List<String> EDITS = List.of(
            " of brass",
            " of steel",
            " on the left",
            " on the right",
            " at most",
            " at least",
            " no longer",
            " in May");

    private static final int FACTS = 6;
    private static final Instant EPOCH = Instant.parse("2026-11-01T00:00:00Z");

    private final World world;
    private final int[] version = new int[FACTS];
    private final List<byte[]> sent = new ArrayList<>();
    private int left;

    /** A record as the broker took it in. */
    record Pushed(byte[] bytes, Instant at) {
        @Override
        public String toString() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Pusher(World world) {
        this.world = world;
        this.left = 12 + world.random().nextInt(30);
    }

    @Override
    public String name() {
        return "pusher";
    }

    @Override
    public boolean step() {
        if (left == 0) {
            return false;
        }
        left--;
        push(next());
        return true;
    }

    @Override
    public void crash() {
        if (!sent.isEmpty()) {
            push(sent.get(sent.size() - 1));
        }
    }

    private void push(byte[] bytes) {
        sent.add(bytes);
        int partition = world.random().nextInt(Channel.RAW.partitions());
        world.log().append(new Partition(Channel.RAW, partition), new Pushed(bytes, world.now()));
        if (world.oneIn(15)) {
            push(bytes);
        }
    }

    private byte[] next() {
        int fact = world.random().nextInt(FACTS);
        int true1 = version[fact];
        return switch (world.random().nextInt(22)) {
            case 0, 1, 2, 3, 4, 5 -> record(fact, "f", 100 * fact + true1, true1, "");
            case 6, 7, 8 -> record(fact, "f", 100 * fact + ++version[fact], version[fact], "");
            case 9 -> record(fact, "f", 100 * fact + true1, true1 + 1, "");
            case 10, 11 -> record(fact, "alias", 100 * fact + true1, true1, "");
            case 12 -> record(fact, "f", 100 * fact + Math.max(0, true1 - 1), true1 - 1, "");
            case 13, 14 -> record(fact, "f", LIES + world.random().nextInt(3), true1 + 2, "");
            case 15 -> record(fact, "f", LIES + 10, true1, "");
            case 16 -> record(fact, "f", 100 * fact + true1, true1, " in total");
            case 17 -> "{\"instruction\":".getBytes(StandardCharsets.UTF_8);
            case 18 -> delete(fact);
            case 19 -> repeat(fact, 100 * fact + true1, true1);
            case 20 ->
                record(
                        fact,
                        KIN,
                        100 * fact + true1,
                        true1,
                        EDITS.get(world.random().nextInt(EDITS.size())));
            default -> sent.isEmpty() ? delete(fact) : sent.get(world.random().nextInt(sent.size()));
        };
    }

    /** A true record once more under another name: with other punctuation, in capitals, or without an article. */
    private byte[] repeat(int fact, int value, int day) {
        String question = question(fact, "");
        String answer = answer(fact, value, "");
        return switch (world.random().nextInt(3)) {
            case 0 -> record("near/" + fact, question + "?", answer.replace(".", "!"), day);
            case 1 -> record("near/" + fact, question.toUpperCase(Locale.ROOT), answer.toUpperCase(Locale.ROOT), day);
            default -> record("near/" + fact, question.replace("the ", ""), answer.replace("The i", "I"), day);
        };
    }

    private static byte[] record(int fact, String prefix, int value, int day, String wording) {
        return record(prefix + "/" + fact, question(fact, wording), answer(fact, value, wording), day);
    }

    private static String question(int fact, String wording) {
        return "How many parts does the instrument number " + fact + " have" + wording + "?";
    }

    private static String answer(int fact, int value, String wording) {
        return "The instrument number " + fact + " has " + value + " parts" + wording + ".";
    }

    private static byte[] record(String fact, String question, String answer, int day) {
        return Json.bytes(KnowledgeRecord.qa(question, answer).toBuilder()
                .fact(fact)
                .model(World.MODEL)
                .occurredAt(EPOCH.plus(Duration.ofDays(day)))
                .language("en")
                .build());
    }

    private byte[] delete(int fact) {
        Instant through =
                EPOCH.plus(Duration.ofDays(version[fact] - world.random().nextInt(2)));
        return Json.bytes(KnowledgeRecord.delete("f/" + fact, World.MODEL).withOccurredAt(through));
    }

    /** Whether the gate's probes would find this answer false. */
    static boolean lie(KnowledgeRecord record) {
        String output = record.output();
        return output != null && output.matches(".* has 90\\d\\d parts.*");
    }
}
