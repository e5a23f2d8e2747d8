package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.KeyedAnswer;
import dev.alluvium.ingest.admission.IdempotencyKeys;
import dev.alluvium.ingest.admission.IdempotencyKeys.Claim;
import dev.alluvium.runtime.http.HttpProblem;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Handles the header {@code Idempotency-Key}: a request that is sent again under its key gets the first answer. */
final class IdempotentAnswers {
    private static final int LONGEST = 128;

    private final IdempotencyKeys keys;

    IdempotentAnswers(IdempotencyKeys keys) {
        this.keys = keys;
    }

    /** Puts an answer where other processes find it, before it is sent. */
    interface Log {
        void keep(String key, KeyedAnswer answer);
    }

    /** The answer to {@code body}: the remembered one of its key, or else the one that {@code work} gives. */
    byte[] answer(Context context, byte[] body, Log log, Supplier<byte[]> work) {
        String given = context.header("Idempotency-Key");
        if (given == null) {
            return work.get();
        }
        String key = key(context, given);
        String fingerprint = Digest.sha256(body);
        Claim claim = keys.claim(key, fingerprint);
        if (claim instanceof Claim.Repeat repeat) {
            context.header("Idempotent-Replayed", "true");
            return repeat.answer();
        }
        if (claim instanceof Claim.Mismatch) {
            throw new HttpProblem(
                    422, "Key used for something else", "Idempotency-Key was sent with another body; use a new key");
        }
        if (claim instanceof Claim.Busy) {
            throw new HttpProblem(
                    409,
                    "Still at work",
                    "the first request with this Idempotency-Key is not answered yet; try again in 1 s",
                    Map.of(HttpProblem.RETRY_AFTER, 1L));
        }
        byte[] answer = first(key, work);
        log.keep(key, new KeyedAnswer(fingerprint, new String(answer, StandardCharsets.UTF_8)));
        return answer;
    }

    private byte[] first(String key, Supplier<byte[]> work) {
        byte[] answer = null;
        try {
            answer = work.get();
            return answer;
        } finally {
            settle(key, answer);
        }
    }

    private void settle(String key, byte @Nullable [] answer) {
        if (answer == null) {
            keys.release(key);
        } else {
            keys.finish(key, answer);
        }
    }

    private static String key(Context context, String given) {
        if (given.isBlank() || given.length() > LONGEST) {
            throw new HttpProblem(
                    400, "Not a key", "Idempotency-Key: must have 1 to " + LONGEST + " characters, such as a UUID");
        }
        return Digest.id(AdmissionLimits.caller(context), context.path(), given);
    }
}
