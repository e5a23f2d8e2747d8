package dev.alluvium.runtime.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers calls that no route takes, in the form of the routes beside them: a client of {@code /v1/embeddings} expects
 * the form of {@code /v1/completions}.
 */
final class UnroutedHandler {
    private final List<Route> routes;

    UnroutedHandler(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Refuses a path that is not there, or a method that its routes do not take. */
    void refuse(Context context) {
        if (routes.stream().anyMatch(route -> matches(route.path(), context.path()))) {
            otherMethod(context);
        } else {
            absent(context);
        }
    }

    private void absent(Context context) {
        answer(
                new HttpProblem(
                        404,
                        "Not found",
                        context.method().name() + " " + context.path() + ": no such endpoint; there are "
                                + nearby(context)),
                context);
    }

    private void otherMethod(Context context) {
        String methods = routes.stream()
                .filter(route -> matches(route.path(), context.path()))
                .map(route -> route.method().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        context.header("Allow", methods);
        answer(
                new HttpProblem(
                        405,
                        "Method not allowed",
                        context.method().name() + " " + context.path() + ": this endpoint takes " + methods),
                context);
    }

    private void answer(HttpProblem problem, Context context) {
        HttpServer.answer(problem, context);
        neighbour(context.path()).ifPresent(route -> HttpServer.inFormOf(route, problem, context));
    }

    /** The route of this path or, for a path that none has, one that begins alike and answers in a form of its own. */
    private Optional<Route> neighbour(String path) {
        Optional<Route> own =
                routes.stream().filter(route -> matches(route.path(), path)).findFirst();
        return own.isPresent()
                ? own
                : routes.stream()
                        .filter(route ->
                                route.problems() != null && first(route.path()).equals(first(path)))
                        .findFirst();
    }

    private String nearby(Context context) {
        String begins = first(context.path());
        List<String> paths = routes.stream()
                .map(Route::path)
                .filter(path -> first(path).equals(begins))
                .distinct()
                .sorted()
                .toList();
        return paths.isEmpty() ? "none below /" + begins : String.join(", ", paths);
    }

    private static String first(String path) {
        String[] parts = path.split("/", 3);
        return parts.length < 2 ? "" : parts[1];
    }

    private static boolean matches(String route, String path) {
        String[] wanted = route.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
