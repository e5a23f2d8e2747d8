package dev.alluvium.serving;

import static dev.alluvium.runtime.metrics.MeterType.COUNTER;
import static dev.alluvium.runtime.metrics.MeterType.GAUGE;
import static dev.alluvium.runtime.metrics.MeterType.TIMER;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of serving. */
public enum ServingMeters implements MeterSpec {
    REQUESTS(
            "alluvium.serving.requests",
            COUNTER,
            "",
            "Requests by how they ended: answered, refused, busy, unready, left or failed.",
            "model",
            "outcome"),
    REQUEST_TIME("alluvium.serving.request", TIMER, "", "From a request's arrival to its last token.", "model"),
    FIRST_TOKEN("alluvium.serving.first.token", TIMER, "", "From a request's arrival to its first token.", "model"),
    TOKENS("alluvium.serving.tokens", COUNTER, "", "Tokens read (prompt) and made (completion).", "model", "kind"),
    ACTIVE("alluvium.serving.active.requests", GAUGE, "", "Answers in the making."),
    WAITING("alluvium.serving.waiting.requests", GAUGE, "", "Requests that wait for a slot."),
    BATCHES("alluvium.serving.batches", GAUGE, "", "Versions that are answering, each in a batch of its own."),
    LOADS("alluvium.serving.loads", COUNTER, "", "Versions loaded, by result: loaded or refused.", "model", "result"),
    LOAD_TIME("alluvium.serving.load", TIMER, "", "Time to fetch, check and warm up a version.", "model"),
    VERSION("alluvium.serving.version", GAUGE, "", "The version that answers; -1 while none does.", "model"),
    GENERATION("alluvium.serving.generation", GAUGE, "", "The generation that this replica proves.", "model"),
    READY("alluvium.serving.ready", GAUGE, "", "1 while users of the model are answered, else 0.", "model"),
    REFUSING(
            "alluvium.serving.refusing",
            GAUGE,
            "",
            "1 while the desired version is refused (unattested, other bytes, unusable, unreachable), else 0.",
            "model"),
    CONTACT_AGE(
            "alluvium.serving.contact.age",
            GAUGE,
            "seconds",
            "Time since serving.desired was last read; beyond the lease the replica is not ready.",
            "model"),
    SHADOWS(
            "alluvium.serving.shadows",
            COUNTER,
            "",
            "Questions for a shadow challenger by what came of them: compared; or left out because too many waited (full),"
                    + " no slot was idle (busy), the trial was over (over) or it could not begin (failed).",
            "model",
            "outcome"),
    PODS("alluvium.serving.pods", GAUGE, "", "vLLM servers that are driven.", "model"),
    PODS_READY("alluvium.serving.pods.ready", GAUGE, "", "vLLM servers that answer with a proved version.", "model"),
    POD_FAULTS(
            "alluvium.serving.pod.faults",
            COUNTER,
            "",
            "Faults of vLLM servers and of versions on them, by reason as status names it.",
            "model",
            "reason"),
    POD_RESTARTS(
            "alluvium.serving.pod.restarts",
            COUNTER,
            "",
            "Times that a vLLM server had lost its adapters and was given them again.",
            "model"),
    OUTCOMES("alluvium.serving.outcomes", COUNTER, "", "Outcomes that applications reported.", "model");

    private final Declaration declaration;

    ServingMeters(String meterName, MeterType type, String unit, String description, String... tagKeys) {
        this.declaration = new Declaration(meterName, type, unit, description, List.of(tagKeys));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
