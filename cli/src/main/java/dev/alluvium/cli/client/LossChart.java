package dev.alluvium.cli.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** A run's loss over its steps as a few lines of text: training drawn as {@code •}, validation as {@code ○}. */
public final class LossChart {
    private static final int WIDTH = 60;
    private static final int HEIGHT = 8;

    private LossChart() {}

    /**
     * A point of the curve.
     *
     * @param loss moving average of the training loss
     * @param validationLoss null where none was evaluated
     */
    public record Point(int step, double loss, @Nullable Double validationLoss) {}

    /** The chart's lines; none for fewer than two points. */
    public static List<String> of(List<Point> points) {
        if (points.size() < 2) {
            return List.of();
        }
        double[] loss = means(points, Point::loss);
        double[] validation =
                means(points, point -> point.validationLoss() == null ? Double.NaN : point.validationLoss());
        double[] drawn = DoubleStream.concat(Arrays.stream(loss), Arrays.stream(validation))
                .filter(mean -> !Double.isNaN(mean))
                .toArray();
        double most = Arrays.stream(drawn).max().orElse(1);
        double least = Arrays.stream(drawn).min().orElse(0);
        char[][] cells = new char[HEIGHT][WIDTH];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        draw(cells, validation, '○', least, most);
        draw(cells, loss, '•', least, most);
        int last = points.get(points.size() - 1).step();
        return lines(cells, least, most, last, points);
    }

    /** One mark for each column: the mean of the points that fall into it. */
    private static void draw(char[][] cells, double[] means, char mark, double least, double most) {
        for (int column = 0; column < WIDTH; column++) {
            if (!Double.isNaN(means[column])) {
                double share = most > least ? (most - means[column]) / (most - least) : 1;
                cells[(int) Math.round(share * (HEIGHT - 1))][column] = mark;
            }
        }
    }

    /** The mean of each column; NaN for a column without a point. */
    private static double[] means(List<Point> points, ToDoubleFunction<Point> value) {
        int last = points.get(points.size() - 1).step();
        double[] sums = new double[WIDTH];
        int[] counts = new int[WIDTH];
        for (Point point : points) {
            double loss = value.applyAsDouble(point);
            if (!Double.isNaN(loss)) {
                int column = (int) ((long) (point.step() - 1) * (WIDTH - 1) / Math.max(1, last - 1));
                sums[column] += loss;
                counts[column]++;
            }
        }
        for (int column = 0; column < WIDTH; column++) {
            sums[column] = sums[column] / counts[column];
        }
        return sums;
    }

    private static List<String> lines(char[][] cells, double least, double most, int last, List<Point> points) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < HEIGHT; row++) {
            double label = most - (most - least) * row / (HEIGHT - 1);
            lines.add(String.format(Locale.ROOT, "%8.3f │%s", label, new String(cells[row]))
                    .stripTrailing());
        }
        lines.add(" ".repeat(9) + "└" + "─".repeat(WIDTH));
        String end = "step " + last;
        lines.add(" ".repeat(10) + "1" + " ".repeat(WIDTH - 1 - end.length()) + end);
        boolean validated = points.stream().anyMatch(point -> point.validationLoss() != null);
        lines.add(
                " ".repeat(10) + "• loss, nats per target token" + (validated ? "   ○ on the wordings set aside" : ""));
        return lines;
    }
}
