package dev.alluvium.app;

import dev.alluvium.bench.clean.PersonalCorpus;
import dev.alluvium.bench.clean.PersonalCorpus.Case;
import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Records with personal data in every place that a record, an event or a message has. Each value is planted once, in a
 * sentence in which the redactor knows it for what it is: whatever of them is found behind cleaning went round it.
 */
final class PlantedData {
    private static final int TEXTS = 4_000;
    private static final String ANSWER = "It stands in the north hall and is looked after twice a year.";

    private final Set<String> values = new TreeSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Case> cases;
    private int next;

    /** A message as it goes onto the raw topic; no value is a tombstone. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
    record Sent(byte[] key, byte[] value, Map<String, String> headers) {}

    PlantedData(long seed) {
        Redactor redactor = Redactor.standard();
        cases = PersonalCorpus.generate(seed, TEXTS).stream()
                .filter(each -> each.type() != null)
                .filter(each ->
                        !redactor.redact(each.text(), new Placeholders()).contains(each.value()))
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(Case::value, each -> each, (a, b) -> a, LinkedHashMap::new),
                        unique -> List.copyOf(unique.values())));
    }

    /** A sentence with a value that is in no other. */
    String sentence() {
        Case planted = cases.get(next++);
        values.add(planted.value());
        return planted.text();
    }

    /** All that was planted. */
    Set<String> values() {
        return values;
    }

    /** One message for each place, {@code times} over. */
    List<Sent> messages(int times) {
        for (int i = 0; i < times; i++) {
            int number = i;
            fields(number).forEach((place, plant) -> message(question(number + place), plant));
            longer(number);
            wrapped(number);
            broken();
        }
        return sent;
    }

    /** What plants a sentence into one place of a record. */
    private Map<String, Function<String, Map<String, Object>>> fields(int number) {
        Map<String, Function<String, Map<String, Object>>> fields = new LinkedHashMap<>();
        for (String name : List.of("fact", "instruction", "input", "output", "language", "source", "x-note")) {
            fields.put(name, text -> Map.of(name, text));
        }
        for (String refused : List.of("model", "kind", "occurredAt", "outptu")) {
            fields.put(refused, text -> Map.of(refused, text));
        }
        fields.put("wording-q", text -> Map.of("wordings", List.of(Map.of("instruction", text, "output", ANSWER))));
        fields.put("wording-a", text -> Map.of("wordings", List.of(Map.of("instruction", "Where?", "output", text))));
        fields.put("wording-wrong", text -> Map.of("wordings", List.of(Map.of("instruction", text))));
        fields.put("attribute", text -> Map.of("attributes", Map.of("note", text)));
        fields.put("attribute-name", text -> Map.of("attributes", Map.of(text, "note")));
        fields.put("attribute-deep", text -> Map.of("attributes", Map.of("note", Map.of("a", List.of(text)))));
        fields.put("unknown-name", text -> Map.of(text, "note"));
        fields.put("markup", text -> Map.of("output", "<p>" + text.replace("1", "<b>1</b>") + "</p>" + ANSWER));
        fields.put("wide", text -> Map.of("output", wide(text)));
        fields.put("number", text -> Map.of("output", Map.of(text, number)));
        return fields;
    }

    private void longer(int number) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", sentence());
        document.put("text", "Note " + number + ". " + ANSWER + " " + sentence());
        add(null, document, Map.of());
        add(
                null,
                Map.of(
                        "messages",
                        List.of(
                                Map.of("role", "system", "content", sentence()),
                                Map.of("role", "user", "content", sentence()),
                                Map.of("role", "assistant", "content", sentence()))),
                Map.of());
        add(null, Map.of("messages", List.of(Map.of("role", sentence(), "content", sentence()))), Map.of());
    }

    /** Events, change feeds and tombstones. */
    private void wrapped(int number) {
        add(sentence(), question("key" + number), Map.of("trace", sentence()));
        add(
                null,
                question("event" + number),
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_source",
                        sentence(),
                        "ce_subject",
                        sentence(),
                        "ce_id",
                        sentence()));
        add(null, question("late" + number), Map.of("ce_specversion", "1.0", "ce_time", sentence()));
        add(
                null,
                Map.of(
                        "specversion",
                        "1.0",
                        "type",
                        "t",
                        "id",
                        sentence(),
                        "source",
                        sentence(),
                        "subject",
                        sentence(),
                        "data",
                        question("structured" + number)),
                Map.of());
        Map<String, Object> row = new LinkedHashMap<>(question("row" + number));
        row.put("contact", sentence());
        add(null, Map.of("op", "u", "before", Map.of("note", sentence()), "after", row), Map.of());
        add(null, Map.of("op", sentence(), "after", row), Map.of());
        add(null, Map.of("op", "d", "before", Map.of("note", sentence())), Map.of());
        sent.add(new Sent(bytes(sentence()), null, Map.of("alluvium-model", "notes")));
        sent.add(new Sent(bytes("gone/" + number), null, Map.of("alluvium-model", sentence())));
        add(null, Map.of("kind", "delete", "fact", sentence()), Map.of());
    }

    private void broken() {
        sent.add(new Sent(null, bytes("{\"instruction\":\"" + sentence()), Map.of()));
        sent.add(new Sent(null, bytes(sentence()), Map.of("trace", sentence())));
        sent.add(new Sent(null, bytes("[\"" + sentence() + "\"]"), Map.of()));
        sent.add(new Sent(null, bytes("\"" + sentence() + "\""), Map.of()));
    }

    private void message(Map<String, Object> plain, Function<String, Map<String, Object>> plant) {
        Map<String, Object> record = new LinkedHashMap<>(plain);
        record.putAll(plant.apply(sentence()));
        add(null, record, Map.of());
    }

    private void add(String key, Map<String, Object> record, Map<String, String> headers) {
        sent.add(new Sent(key == null ? null : bytes(key), Json.bytes(record), headers));
    }

    private static Map<String, Object> question(String of) {
        return Map.of("instruction", "Where does machine " + of + " stand?", "output", ANSWER + " " + of);
    }

    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c > ' ' && c < 127 ? c + 0xFEE0 : c)));
        return wide.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
