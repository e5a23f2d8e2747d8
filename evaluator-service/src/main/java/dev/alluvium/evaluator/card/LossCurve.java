package dev.alluvium.evaluator.card;

import dev.alluvium.evaluator.card.CardInput.LossPoint;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The training loss over the steps, and the one on wordings set aside. */
final class LossCurve {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 150;
    private static final int LEFT = 44;
    private static final int BOTTOM = 22;
    private static final int TOP = 8;

    private final List<LossPoint> points;
    private final double most;
    private final int last;

    private LossCurve(List<LossPoint> points) {
        this.points = points;
        this.most = points.stream()
                .mapToDouble(point -> Math.max(point.loss(), point.validation() == null ? 0 : point.validation()))
                .max()
                .orElse(1);
        this.last = points.get(points.size() - 1).step();
    }

    /** Empty with less than two points. */
    static String of(List<LossPoint> points) {
        return points.size() < 2 ? "" : new LossCurve(points).draw();
    }

    private String draw() {
        List<LossPoint> validated =
                points.stream().filter(point -> point.validation() != null).toList();
        return String.format(
                        Locale.ROOT,
                        "<svg class=\"curve\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"loss from %.2f to %.2f\">"
                                + "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
                                + "<text x=\"0\" y=\"14\">%.2f</text><text x=\"0\" y=\"%d\">0</text>"
                                + "<text x=\"%d\" y=\"%d\">step 1</text>"
                                + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">step %d</text>",
                        WIDTH,
                        HEIGHT,
                        points.get(0).loss(),
                        points.get(points.size() - 1).loss(),
                        LEFT,
                        HEIGHT - BOTTOM,
                        WIDTH,
                        HEIGHT - BOTTOM,
                        most,
                        HEIGHT - BOTTOM,
                        LEFT,
                        HEIGHT - 4,
                        WIDTH,
                        HEIGHT - 4,
                        last)
                + line(
                        "loss",
                        points.stream()
                                .map(point -> at(point.step(), point.loss()))
                                .toList())
                + line(
                        "validation",
                        validated.stream()
                                .map(point -> at(point.step(), point.validation() == null ? 0 : point.validation()))
                                .toList())
                + "</svg>";
    }

    private String line(String name, List<String> places) {
        return places.isEmpty()
                ? ""
                : "<polyline class=\"" + name + "\" points=\"" + places.stream().collect(Collectors.joining(" "))
                        + "\"/>";
    }

    private String at(int step, double loss) {
        int first = points.get(0).step();
        double x = LEFT + (double) (step - first) / Math.max(1, last - first) * (WIDTH - LEFT - 4);
        double y = TOP + (1 - loss / Math.max(most, 1e-9)) * (HEIGHT - BOTTOM - TOP);
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
}
