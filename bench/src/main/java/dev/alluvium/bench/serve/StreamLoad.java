package dev.alluvium.bench.serve;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

/** A load of streams at the same time, each asking one question after the other. */
final class StreamLoad implements AutoCloseable {
    private final ConcurrentLinkedQueue<StreamedAnswer> answers = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> streams = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean ending;

    /**
     * Begins.
     *
     * @param endpoints asked by the streams in turn
     * @param more whether a stream that has asked so many questions asks another one
     */
    static StreamLoad begin(
            List<URI> endpoints, int streams, List<String> questions, int maxTokens, IntPredicate more) {
        StreamLoad load = new StreamLoad();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(load.threads)
                .build();
        for (int i = 0; i < streams; i++) {
            StreamClient stream = new StreamClient(client, endpoints.get(i % endpoints.size()), maxTokens);
            int first = i;
            load.streams.add(load.threads.submit(() -> {
                for (int asked = 0; !load.ending && more.test(asked); asked++) {
                    load.answers.add(stream.ask(questions.get((first + asked * streams) % questions.size())));
                }
                return null;
            }));
        }
        return load;
    }

    /** Answers so far. */
    int count() {
        return answers.size();
    }

    /** Waits until every stream has asked all that it was to, or, after {@link #end}, has its present answer. */
    List<StreamedAnswer> await() throws Exception {
        for (Future<?> stream : streams) {
            stream.get();
        }
        return List.copyOf(answers);
    }

    /** Lets each stream end with its present answer. */
    List<StreamedAnswer> end() throws Exception {
        ending = true;
        return await();
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }
}
