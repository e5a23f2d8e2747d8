package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.ingest.admission.IdempotencyKeys;
import dev.alluvium.ingest.admission.IdempotencyKeys.Claim;
import dev.alluvium.runtime.http.HttpProblem;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: a request that is sent again under its key is answered as the first time. */
final class IdempotentAnswers {
    private static final int LONGEST = 128;

    private final IdempotencyKeys keys = new IdempotencyKeys(System::nanoTime);

    /** The answer to {@code body}: the remembered one of its key, or else the one that {@code work} gives. */
    byte[] answer(Context context, byte[] body, Supplier<byte[]> work) {
        String given = context.header("Idempotency-Key");
        if (given == null) {
            return work.get();
        }
        String key = key(context, given);
        Claim claim = keys.claim(key, Digest.sha256(body));
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
        return first(key, work);
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
        return Intake.caller(context) + "\n" + context.path() + "\n" + given;
    }
}
