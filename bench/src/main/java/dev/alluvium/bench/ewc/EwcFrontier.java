package dev.alluvium.bench.ewc;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The means of many worlds' points, as a Markdown table: a row for each replay and lambda. */
final class EwcFrontier {
    private EwcFrontier() {}

    private record Setting(double replay, double lambda) {
        static Setting of(EwcPoint point) {
            return new Setting(point.replay(), point.lambda());
        }
    }

    static String table(List<EwcPoint> points) {
        StringBuilder table = new StringBuilder("| history replay | lambda | worlds | second round's facts"
                + " | first round's before | and after |\n| --- | --- | --- | --- | --- | --- |\n");
        points.stream()
                .map(Setting::of)
                .distinct()
                .sorted(Comparator.comparingDouble(Setting::replay).thenComparingDouble(Setting::lambda))
                .forEach(setting -> table.append(row(
                        setting,
                        points.stream()
                                .filter(point -> Setting.of(point).equals(setting))
                                .toList())));
        return table.toString();
    }

    private static String row(Setting setting, List<EwcPoint> points) {
        return String.format(
                Locale.ROOT,
                "| %.0f %% | %s | %d | %s | %s | %s |%n",
                100 * setting.replay(),
                setting.lambda() == 0 ? "off" : String.format(Locale.ROOT, "%.3g", setting.lambda()),
                points.size(),
                mean(points, EwcPoint::uptake),
                mean(points, EwcPoint::before),
                mean(points, EwcPoint::retained));
    }

    private static String mean(List<EwcPoint> points, ToDoubleFunction<EwcPoint> share) {
        return String.format(
                Locale.ROOT,
                "%.1f %%",
                100 * points.stream().mapToDouble(share).average().orElse(0));
    }
}
