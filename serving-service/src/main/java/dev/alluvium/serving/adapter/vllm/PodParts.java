package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.serving.engine.AdapterSource;
import dev.alluvium.serving.engine.PromptSettings;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the servers of one model share.
 *
 * @param shared adapters on the directory that the servers see too
 * @param texts how a base is prompted, by its configured name
 * @param stamps never gives the same twice
 * @param executor of what nobody waits for
 */
record PodParts(
        HttpClient http,
        AdapterSource shared,
        Function<String, PromptSettings> texts,
        References references,
        Supplier<String> stamps,
        PodStreams streams,
        Executor executor) {}
