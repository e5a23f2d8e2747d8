package dev.alluvium.serving.adapter.http;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.http.Tokens.Caller;
import dev.alluvium.serving.engine.AnswerEvent;
import dev.alluvium.serving.engine.AnswerEvent.Done;
import dev.alluvium.serving.engine.AnswerEvent.Ended;
import dev.alluvium.serving.engine.AnswerEvent.Failed;
import dev.alluvium.serving.engine.AnswerEvent.Piece;
import dev.alluvium.serving.engine.AnswerEvent.Started;
import dev.alluvium.serving.engine.AnswerStream;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.engine.VersionSource;
import dev.alluvium.serving.engine.Versions;
import dev.alluvium.serving.openai.Answer;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.Ask;
import dev.alluvium.serving.openai.ModelRef;
import dev.alluvium.serving.openai.ServerSentEvents;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers one endpoint. A client that leaves is noticed by a failing write: of a piece of a stream, or of the keep-alive
 * that is sent while an answer takes long (a comment in a stream, white space before JSON), and frees its slot.
 */
final class CompletionHandler implements Handler {
    private static final int MOST_BODY_BYTES = 1 << 20;
    private static final String SESSION = "x-alluvium-session";
    private static final byte[] WHITE_SPACE = "\n".getBytes(StandardCharsets.UTF_8);

    private final boolean chat;
    private final Function<byte[], Ask> reader;
    private final Versions versions;
    private final Slots slots;
    private final RequestMeters meters;
    private final ExperimentLog experiments;
    private final Clock clock;
    private final Duration keepAlive;

    CompletionHandler(
            boolean chat,
            Function<byte[], Ask> reader,
            Versions versions,
            Slots slots,
            RequestMeters meters,
            ExperimentLog experiments,
            Clock clock,
            Duration keepAlive) {
        this.chat = chat;
        this.reader = reader;
        this.versions = versions;
        this.slots = slots;
        this.meters = meters;
        this.experiments = experiments;
        this.clock = clock;
        this.keepAlive = keepAlive;
    }

    @Override
    public void handle(Context context) throws Exception {
        RequestMeters.Watch watch = meters.start();
        Exchange exchange = new Exchange(context);
        try {
            Ask ask = reader.apply(body(context));
            boolean operator = isOperator(HttpServer.caller(context));
            String id = (chat ? "chatcmpl-" : "cmpl-") + UUID.randomUUID();
            String unit = ask.user()
                    .or(() -> Optional.ofNullable(context.header(SESSION)).filter(session -> !session.isBlank()))
                    .orElse(id);
            VersionSource source = versions.source(ask.model(), operator, unit);
            watch.accepted(ask.model().model());
            try (AnswerStream stream = slots.submit(ask, source)) {
                answer(exchange, new Asked(id, unit, ask), stream, watch);
            }
        } catch (ApiException e) {
            watch.refused(e.error());
            if (e.error().status() == 429 || e.error().status() == 503) {
                context.header("Retry-After", "1");
            }
            exchange.json(e.error().status(), e.error().toJson());
        } catch (IOException e) {
            watch.left();
        }
    }

    private static boolean isOperator(@org.jspecify.annotations.Nullable Caller caller) {
        return caller != null && caller.role().implies(Role.OPERATOR);
    }

    private static byte[] body(Context context) throws IOException {
        byte[] body = context.bodyInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            throw new ApiError(
                            413,
                            "invalid_request_error",
                            null,
                            "request_too_large",
                            "the body has more than " + MOST_BODY_BYTES + " bytes; shorten the prompt")
                    .toException();
        }
        return body;
    }

    private record Asked(String id, String unit, Ask ask) {}

    private void answer(Exchange exchange, Asked asked, AnswerStream stream, RequestMeters.Watch watch)
            throws IOException, InterruptedException {
        Started started = (Started) stream.next();
        exchange.headers(started);
        Answer answer = new Answer(
                asked.id(),
                clock.instant().getEpochSecond(),
                ModelRef.of(started.model(), started.version()),
                started.fingerprint(),
                chat,
                asked.ask().logprobs());
        watch.experiment(experiments.of(asked.id(), asked.unit(), asked.ask(), started));
        if (asked.ask().delivery().stream()) {
            stream(exchange, asked.ask(), stream, answer, watch);
        } else {
            whole(exchange, stream, answer, watch);
        }
    }

    private void whole(Exchange exchange, AnswerStream stream, Answer answer, RequestMeters.Watch watch)
            throws IOException, InterruptedException {
        boolean begun = false;
        while (true) {
            Optional<AnswerEvent> event = stream.next(keepAlive);
            if (event.isEmpty()) {
                if (!begun) {
                    exchange.begin("application/json");
                    begun = true;
                }
                exchange.send(WHITE_SPACE);
            } else if (event.get() instanceof Piece) {
                watch.token();
            } else if (event.get() instanceof Done done) {
                watch.answered(done.generation());
                if (begun) {
                    exchange.send(Json.bytes(answer.whole(done.generation())));
                } else {
                    exchange.json(200, answer.whole(done.generation()));
                }
                return;
            } else if (event.get() instanceof Failed failed) {
                fail(exchange, begun, failed, watch);
                return;
            }
        }
    }

    private void stream(Exchange exchange, Ask ask, AnswerStream stream, Answer answer, RequestMeters.Watch watch)
            throws IOException, InterruptedException {
        exchange.begin(ServerSentEvents.MEDIA_TYPE);
        exchange.send(ServerSentEvents.event(answer.opening()));
        while (true) {
            AnswerEvent event = stream.next(keepAlive).orElse(null);
            if (event == null) {
                exchange.send(ServerSentEvents.keepAlive());
            } else if (event instanceof Piece piece) {
                watch.token();
                if (!piece.token().text().isEmpty() || ask.logprobs()) {
                    exchange.send(
                            ServerSentEvents.event(answer.piece(piece.token().text(), List.of(piece.token()))));
                }
            } else if (event instanceof Ended ended) {
                exchange.send(ServerSentEvents.event(answer.closing(ended.rest(), ended.reason())));
            } else if (event instanceof Done done) {
                watch.answered(done.generation());
                if (ask.delivery().usage()) {
                    exchange.send(ServerSentEvents.event(answer.usageChunk(done.generation())));
                }
                exchange.send(ServerSentEvents.done());
                return;
            } else if (event instanceof Failed failed) {
                watch.refused(failed.error());
                exchange.send(ServerSentEvents.event(failed.error().toJson()));
                return;
            }
        }
    }

    private static void fail(Exchange exchange, boolean begun, Failed failed, RequestMeters.Watch watch)
            throws IOException {
        if (!begun) {
            throw failed.error().toException();
        }
        watch.refused(failed.error());
        exchange.send(Json.bytes(failed.error().toJson()));
    }
}
