package dev.alluvium.helm;

import java.util.ArrayList;
import java.util.List;

/**
 * A panel of a dashboard.
 *
 * @param kind Grafana's panel type: {@code stat} or {@code timeseries}
 * @param unit Grafana's unit, such as {@code s} or {@code percentunit}
 * @param width in 24ths of the page
 */
record Panel(String kind, String title, String description, String unit, int width, List<Query> queries) {
    /** An expression and what its series are called. */
    record Query(String expression, String legend) {}

    static Panel stat(String title, String description, String unit, String expression, String legend) {
        return new Panel("stat", title, description, unit, 4, List.of(new Query(expression, legend)));
    }

    static Panel lines(String title, String description, String unit, String... expressionsAndLegends) {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < expressionsAndLegends.length; i += 2) {
            queries.add(new Query(expressionsAndLegends[i], expressionsAndLegends[i + 1]));
        }
        return new Panel("timeseries", title, description, unit, 8, queries);
    }
}
