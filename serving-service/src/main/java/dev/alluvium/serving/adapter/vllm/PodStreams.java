package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.serving.engine.RemoteAnswer;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/** The answers that servers make at this moment. */
final class PodStreams {
    private final Set<PodStream> running = ConcurrentHashMap.newKeySet();

    /** Takes an answer's tokens as they come, to its end. */
    void follow(Pod pod, RemoteAnswer answer, Flow.Publisher<List<ByteBuffer>> bytes) {
        pod.busy().incrementAndGet();
        PodStream stream = new PodStream(pod, answer, this::ended);
        running.add(stream);
        bytes.subscribe(BodySubscribers.fromLineSubscriber(stream, done -> null, StandardCharsets.UTF_8, null));
    }

    private void ended(PodStream stream) {
        if (running.remove(stream)) {
            stream.pod().busy().decrementAndGet();
        }
    }

    /** Ends what nobody waits for any more, and what has been silent for longer than {@code limit}. */
    void sweep(Duration limit) {
        running.forEach(stream -> stream.check(limit));
    }

    /** Gives up what is not finished. */
    void close() {
        running.forEach(PodStream::stop);
    }
}
