package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The status of an installation on one screen of 80 columns: each model's champion, its candidate, what is pending and what
 * works on it, then the services, the records and the faults. What has nothing to say takes no line. A service that does
 * not answer here, because it runs elsewhere, is not shown.
 */
public final class StatusScreen {
    private static final int WIDTH = 80;
    private static final int NAMES = 14;
    private static final String NOTHING = "nothing";

    private final JsonNode status;
    private final List<String> lines = new ArrayList<>();

    private StatusScreen(JsonNode status) {
        this.status = status;
    }

    /**
     * The screen's lines.
     *
     * @param status the answer to {@code GET /v1/status}: each service's name with its health and what else it tells
     */
    public static List<String> of(JsonNode status) {
        StatusScreen screen = new StatusScreen(status);
        screen.models().forEach(screen::model);
        screen.services();
        screen.records();
        screen.faults();
        return screen.lines;
    }

    private Set<String> models() {
        Set<String> names = new TreeSet<>();
        for (String service : List.of("registry-service", "accumulator-job", "serving-service", "trainer-service")) {
            status.path(service).path("models").fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private void model(String model) {
        JsonNode known = status.path("registry-service").path("models").path(model);
        JsonNode serving = status.path("serving-service").path("models").path(model);
        lines.add(wrapped(model, answers(known, serving)));
        row("frozen", known.path("frozen").asBoolean() ? frozen(known) : "");
        row("drill", known.path("drill").asText(""));
        row("watched", known.path("watch").asText(""));
        candidate(model, known.path("candidate"));
        row(
                "experiment",
                experiment(status.path("evaluator").path("experiments").path(model)));
        pending(status.path("accumulator-job").path("models").path(model));
        JsonNode trainer = status.path("trainer-service");
        row("erasures", trainer.path("erasures").path(model).asText(""));
        row("base", trainer.path("general").path(known.path("base").asText()).asText(""));
        row("training", training(model, known));
        row("evaluating", evaluating(model));
        lines.add("");
    }

    private static String answers(JsonNode known, JsonNode serving) {
        String champion = known.isMissingNode()
                ? ""
                : "version " + known.path("champion").asText() + " is champion, base "
                        + known.path("base").asText();
        if (serving.isMissingNode()) {
            return champion;
        }
        String answering = !serving.path("ready").asBoolean()
                ? "NOT ANSWERING"
                : known.path("champion").equals(serving.path("version")) || serving.has("pods")
                        ? "answers"
                        : "version " + serving.path("version").asText() + " answers";
        return champion.isEmpty() ? answering : champion + ", " + answering;
    }

    private static String frozen(JsonNode known) {
        return "no version is promoted by itself; " + known.path("frozenUntil").asText() + " ends it";
    }

    private void candidate(String model, JsonNode candidate) {
        if (candidate.isObject()) {
            row(
                    "candidate",
                    "version " + candidate.path("version").asText() + ", "
                            + candidate.path("stage").asText() + ": "
                            + candidate.path("waitsFor").asText());
            row(
                    "",
                    "look: alluvium show " + model + "@"
                            + candidate.path("version").asText() + " --report");
        }
    }

    private static String experiment(JsonNode experiment) {
        return experiment.isObject()
                ? "version " + experiment.path("version").asText() + " with "
                        + counted(experiment, "units", "user") + ": "
                        + experiment.path("found").asText() + "; "
                        + experiment.path("next").asText()
                : "";
    }

    private void pending(JsonNode pending) {
        if (!pending.isObject()) {
            return;
        }
        long records = pending.path("pendingRecords").asLong();
        String counted =
                records == 0 ? "" : CountText.of(records, "record") + " of " + counted(pending, "pendingFacts", "fact");
        String next = pending.path("next").asText();
        row("pending", records == 0 ? next : counted + "; next round: " + next);
        if (pending.path("erasuresWaiting").asLong() > 0) {
            row("erasures", counted(pending, "erasuresWaiting", "fact") + " to be erased with the next round");
        }
        pending.path("held")
                .properties()
                .forEach(round -> row(
                        "held",
                        CountText.of(round.getValue().asLong(), "record") + " until round " + round.getKey()
                                + " is decided"));
    }

    private String training(String model, JsonNode known) {
        JsonNode trainer = status.path("trainer-service");
        JsonNode run = trainer.path("run");
        String sentence = trainer.path("models").path(model).asText("");
        if (run.path("model").asText().equals(model) && run.has("step")) {
            sentence = String.format(
                    "step %d of %d, %s left, loss %.2f; %s",
                    run.path("step").asInt(),
                    run.path("of").asInt(),
                    duration(run.path("remainingSeconds").asDouble()),
                    run.path("loss").asDouble(),
                    sentence);
        }
        String held = known.path("training").asText("");
        return Stream.of(sentence, held).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private String evaluating(String model) {
        JsonNode evaluator = status.path("evaluator");
        JsonNode now = evaluator.path("evaluating");
        if (now.path("model").asText().equals(model)) {
            return now.path("run").asText();
        }
        JsonNode last = evaluator.path("last");
        return last.path("model").asText().equals(model)
                ? NOTHING + "; the last verdict: "
                        + last.path("decision").asText().toLowerCase(Locale.ROOT) + ", "
                        + last.path("reason").asText()
                : "";
    }

    private void services() {
        List<String> ready = new ArrayList<>();
        List<String> not = new ArrayList<>();
        status.properties().forEach(service -> {
            JsonNode health = service.getValue().path("health");
            (health.path("ready").asBoolean() ? ready : not).add(service.getKey());
        });
        lines.add(wrapped(
                "services",
                ready.size() + " of " + (ready.size() + not.size()) + " ready"
                        + (not.isEmpty() ? "" : "; not ready: " + String.join(", ", not))));
    }

    private void records() {
        JsonNode cleaning = status.path("cleaning-stream");
        if (!cleaning.has("clean")) {
            return;
        }
        String rejected = cleaning.path("rejected").properties().stream()
                .map(reason -> reason.getValue().asText() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        lines.add(wrapped(
                "records",
                counted(cleaning, "clean", "record") + " clean, "
                        + cleaning.path("held").asText() + " held, rejected: "
                        + (rejected.isEmpty() ? "none" : rejected) + "; "
                        + counted(cleaning, "deadLetters", "dead letter")));
    }

    /** What is not as it should be: health that says more than ready, troubles, and messages that were left out. */
    private void faults() {
        List<String> faults = new ArrayList<>();
        status.properties().forEach(service -> {
            JsonNode said = service.getValue();
            String detail = said.path("health").path("detail").asText();
            if (!detail.equals("ready")) {
                faults.add(service.getKey() + ": " + detail);
            }
            said.path("troubles").forEach(trouble -> faults.add(service.getKey() + ": " + trouble.asText()));
            JsonNode leftOut = said.path("leftOut");
            if (!leftOut.isEmpty()) {
                faults.add(
                        service.getKey() + " left out " + CountText.of(leftOut.size(), "message") + ", the newest of "
                                + leftOut.get(0).path("topic").asText() + " at "
                                + leftOut.get(0).path("partition").asText() + "@"
                                + leftOut.get(0).path("offset").asText() + ": "
                                + leftOut.get(0).path("reason").asText());
            }
            said.path("watch")
                    .forEach(place -> Stream.of("unreadable", "waiting")
                            .forEach(kind -> place.path(kind)
                                    .forEach(file ->
                                            faults.add(place.path("path").asText() + ": " + file.asText()))));
            if (said.has("rules")) {
                faults.add(service.getKey() + ": rules: " + said.path("rules").asText());
            }
        });
        if (status.path("trainer-service").path("needsOperator").size() > 0) {
            faults.add("training needs an operator: "
                    + StreamSupport.stream(
                                    status.path("trainer-service")
                                            .path("needsOperator")
                                            .spliterator(),
                                    false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", ")));
        }
        if (faults.isEmpty()) {
            lines.add(wrapped("faults", "none"));
        }
        for (int i = 0; i < faults.size(); i++) {
            lines.add(wrapped(i == 0 ? "faults" : "", faults.get(i)));
        }
    }

    private void row(String name, String text) {
        if (!text.isEmpty()) {
            lines.add(wrapped("  " + name, text));
        }
    }

    private static String wrapped(String name, String text) {
        String head = name.length() < NAMES ? String.format("%-" + NAMES + "s", name) : name + "  ";
        return String.join("\n", TextTable.row(head, text.strip().replaceAll("\\s+", " "), WIDTH));
    }

    private static String counted(JsonNode parent, String field, String noun) {
        return CountText.of(parent.path(field).asLong(), noun);
    }

    private static String duration(double seconds) {
        return seconds < 120 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
