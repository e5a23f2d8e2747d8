package dev.alluvium.serving.adapter.http;

import dev.alluvium.runtime.http.BearerTokens.Caller;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.serving.engine.AnswerEvent;
import dev.alluvium.serving.engine.AnswerEvent.Done;
import dev.alluvium.serving.engine.AnswerEvent.Echoed;
import dev.alluvium.serving.engine.AnswerEvent.Ended;
import dev.alluvium.serving.engine.AnswerEvent.Failed;
import dev.alluvium.serving.engine.AnswerEvent.Piece;
import dev.alluvium.serving.engine.AnswerEvent.Started;
import dev.alluvium.serving.engine.AnswerStream;
import dev.alluvium.serving.engine.RequestAnswers;
import dev.alluvium.serving.engine.ServedVersions;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.engine.VersionSource;
import dev.alluvium.serving.openai.AnswerRenderer;
import dev.alluvium.serving.openai.AnswerRenderer.Choice;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.openai.ModelRef;
import dev.alluvium.serving.openai.PromptEcho;
import dev.alluvium.serving.openai.ServerSentEvents;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

    private final boolean chat;
    private final Function<byte[], List<CompletionRequest>> reader;
    private final ServedVersions versions;
    private final Slots slots;
    private final RequestMeters meters;
    private final ExperimentReporter experiments;
    private final Clock clock;
    private final Duration keepAlive;

    CompletionHandler(
            boolean chat,
            Function<byte[], List<CompletionRequest>> reader,
            ServedVersions versions,
            Slots slots,
            RequestMeters meters,
            ExperimentReporter experiments,
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
        StreamedResponse exchange = new StreamedResponse(context);
        try {
            List<CompletionRequest> asks = reader.apply(body(context));
            CompletionRequest ask = asks.get(0);
            boolean operator = isOperator(HttpServer.caller(context));
            String id = (chat ? "chatcmpl-" : "cmpl-") + UUID.randomUUID();
            String unit = ask.user()
                    .or(() -> Optional.ofNullable(context.header(SESSION)).filter(session -> !session.isBlank()))
                    .orElse(id);
            VersionSource source = versions.source(ask.model(), operator, unit);
            watch.accepted(ask.model().model());
            try (RequestAnswers answers = new RequestAnswers(slots, asks, source);
                    AnswerStream first = answers.next()) {
                answer(exchange, new Asked(id, unit, ask, asks.size() == 1), first, answers, watch);
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

    /** @param alone whether it has one prompt; only then an experiment is told of it */
    private record Asked(String id, String unit, CompletionRequest ask, boolean alone) {}

    private void answer(
            StreamedResponse exchange,
            Asked asked,
            AnswerStream first,
            RequestAnswers answers,
            RequestMeters.Watch watch)
            throws IOException, InterruptedException {
        Started started = (Started) first.next();
        exchange.headers(started);
        AnswerRenderer answer = new AnswerRenderer(
                asked.id(),
                clock.instant().getEpochSecond(),
                ModelRef.of(started.model(), started.version()),
                started.fingerprint(),
                chat,
                asked.ask().logprobs());
        if (asked.alone()) {
            watch.experiment(experiments.of(asked.id(), asked.unit(), asked.ask(), started));
        }
        if (asked.ask().delivery().stream()) {
            stream(exchange, asked.ask(), first, answer, watch);
        } else {
            whole(new KeepAliveResponse(exchange), first, answers, answer, watch);
        }
    }

    private void whole(
            KeepAliveResponse body,
            AnswerStream first,
            RequestAnswers answers,
            AnswerRenderer answer,
            RequestMeters.Watch watch)
            throws IOException, InterruptedException {
        try {
            List<Choice> choices = new ArrayList<>();
            choices.add(end(body, first, watch));
            while (answers.hasNext()) {
                try (AnswerStream next = answers.next()) {
                    choices.add(end(body, next, watch));
                }
            }
            watch.answered(choices.stream().map(Choice::generation).toList());
            body.send(answer.whole(choices));
        } catch (ApiException e) {
            if (!body.begun()) {
                throw e;
            }
            watch.refused(e.error());
            body.send(e.error().toJson());
        }
    }

    /** Waits for an answer's end. */
    private Choice end(KeepAliveResponse body, AnswerStream stream, RequestMeters.Watch watch)
            throws IOException, InterruptedException {
        PromptEcho echo = PromptEcho.NONE;
        while (true) {
            AnswerEvent event = stream.next(keepAlive).orElse(null);
            if (event == null) {
                body.keepAlive();
            } else if (event instanceof Echoed echoed) {
                echo = echoed.echo();
            } else if (event instanceof Piece) {
                watch.token();
            } else if (event instanceof Done done) {
                return new Choice(echo, done.generation());
            } else if (event instanceof Failed failed) {
                throw failed.error().toException();
            }
        }
    }

    private void stream(
            StreamedResponse exchange,
            CompletionRequest ask,
            AnswerStream stream,
            AnswerRenderer answer,
            RequestMeters.Watch watch)
            throws IOException, InterruptedException {
        exchange.begin(ServerSentEvents.MEDIA_TYPE);
        exchange.send(ServerSentEvents.event(answer.opening()));
        int written = 0;
        while (true) {
            AnswerEvent event = stream.next(keepAlive).orElse(null);
            if (event == null) {
                exchange.send(ServerSentEvents.keepAlive());
            } else if (event instanceof Echoed echoed) {
                exchange.send(ServerSentEvents.event(answer.echo(echoed.echo())));
                written = AnswerRenderer.characters(echoed.echo().text());
            } else if (event instanceof Piece piece) {
                watch.token();
                if (!piece.token().text().isEmpty() || ask.logprobs()) {
                    exchange.send(ServerSentEvents.event(answer.piece(piece.token(), written)));
                    written += AnswerRenderer.characters(piece.token().text());
                }
            } else if (event instanceof Ended ended) {
                exchange.send(ServerSentEvents.event(answer.closing(ended.rest(), ended.reason())));
            } else if (event instanceof Done done) {
                watch.answered(List.of(done.generation()));
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
}
