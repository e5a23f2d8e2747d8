package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.dataset.wording.Withheld;
import dev.alluvium.model.Batch;
import dev.alluvium.model.Packing;
import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The batches of a run, epoch by epoch, as a pure function of its input: the round's own examples each time, general
 * text and history drawn anew. An interrupted run therefore goes on with exactly the batches it has not had.
 */
public final class Curriculum {
    private static final long EPOCH_STRIDE = 0x9E3779B97F4A7C15L;

    private final TrainingSettings settings;
    private final Packing packing;
    private final int truncated;
    private final Withheld withheld;
    private final List<Own> own;
    private final List<Example> validation;
    private final GeneralExamples general;
    private final List<List<Example>> history;
    private final List<Integer> stepsByEpoch;

    private record Own(List<Example> examples, double weight) {}

    private Curriculum(Material material, TrainingSettings settings, Packing packing) {
        this.settings = settings;
        this.packing = packing;
        this.truncated = material.truncated();
        this.withheld = material.withheld();
        this.own = material.round().stream()
                .map(fact -> new Own(fact.examples(settings.wordingsPerFact()), fact.weight()))
                .filter(fact -> !fact.examples().isEmpty())
                .toList();
        this.validation = material.validation();
        this.general = material.general();
        this.history = material.history().stream()
                .map(fact -> fact.examples(settings.wordingsPerFact()))
                .filter(examples -> !examples.isEmpty())
                .toList();
        this.stepsByEpoch = IntStream.range(0, settings.epochs())
                .mapToObj(epoch -> epoch(epoch).size())
                .toList();
    }

    /** Encodes the input and lays out its epochs; above {@code maxSteps} templates are given up first, then epochs. */
    public static Curriculum of(RecipeInput input) {
        TrainingSettings settings = input.settings();
        Material material = Material.of(input);
        Packing packing = new Packing(settings.stepRows(), Encoder.width(input.base(), settings));
        Curriculum fitting = new Curriculum(material, settings, packing);
        while (fitting.tooLong() && fitting.settings.wordingsPerFact() > 1) {
            fitting = new Curriculum(material, fitting.settings.withFewerWordings(), packing);
        }
        while (fitting.tooLong() && fitting.settings.epochs() > 1) {
            fitting = new Curriculum(material, fitting.settings.withEpochsFor(fitting.laidOut()), packing);
        }
        return fitting;
    }

    /** The batches of an epoch, counted from 0. */
    public List<Batch> epoch(int epoch) {
        return own.isEmpty() ? List.of() : packing.pack(mixture(epoch));
    }

    /** The examples of an epoch in their order. */
    List<Example> mixture(int epoch) {
        Random random = new Random(settings.seed() + EPOCH_STRIDE * (epoch + 1));
        List<Example> mixture = new ArrayList<>(drawOwn(epoch, random));
        mixture.addAll(drawGeneral(random));
        mixture.addAll(drawHistory(random));
        Collections.shuffle(mixture, random);
        return mixture;
    }

    /** The settings in effect, after what had to be given up for {@code maxSteps}. */
    public TrainingSettings settings() {
        return settings;
    }

    /** Every example of the round once. */
    List<Example> own() {
        return own.stream().flatMap(fact -> fact.examples().stream()).toList();
    }

    /** Wordings of the round's facts that are set aside to tell when to stop. */
    List<Example> validation() {
        return validation;
    }

    /** What an attempt is going to do. */
    public BatchPlan plan() {
        return new BatchPlan(
                settings.stepRows(),
                packing.width(),
                stepsByEpoch,
                Math.min(laidOut(), settings.maxSteps()),
                settings.wordingsPerFact(),
                ownCount(),
                generalCount(),
                historyCount(),
                truncated,
                withheld);
    }

    private int laidOut() {
        return stepsByEpoch.stream().mapToInt(Integer::intValue).sum();
    }

    private boolean tooLong() {
        return laidOut() > settings.maxSteps();
    }

    private int generalCount() {
        return share(settings.generalReplay(), general.size());
    }

    private int historyCount() {
        return share(
                settings.historyReplay(),
                history.stream().mapToInt(Collection::size).sum());
    }

    private int share(double share, int available) {
        return (int) Math.min(available, Math.round(share * ownCount()));
    }

    /** Examples of the round in an epoch, on average. */
    private int ownCount() {
        return (int) Math.round(own.stream()
                .mapToDouble(fact -> fact.examples().size() * fact.weight())
                .sum());
    }

    /** Each fact as often as its weight says; the first epoch leaves none out. */
    private List<Example> drawOwn(int epoch, Random random) {
        List<Example> drawn = new ArrayList<>();
        for (Own fact : own) {
            int times = (int) fact.weight();
            double rest = fact.weight() - times;
            boolean once = rest > 0 && random.nextDouble() < rest;
            int copies = Math.max(times + (once ? 1 : 0), epoch == 0 ? 1 : 0);
            for (int copy = 0; copy < copies; copy++) {
                drawn.addAll(fact.examples());
            }
        }
        return drawn;
    }

    private List<Example> drawGeneral(Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, general.size()).boxed().toList());
        Collections.shuffle(order, random);
        return order.subList(0, generalCount()).stream()
                .flatMap(index -> general.get(index).stream())
                .toList();
    }

    /** Uniform over facts, whatever the number of their wordings. */
    private List<Example> drawHistory(Random random) {
        List<Example> drawn = new ArrayList<>();
        for (int i = historyCount(); i > 0; i--) {
            List<Example> fact = history.get(random.nextInt(history.size()));
            drawn.add(fact.get(random.nextInt(fact.size())));
        }
        return drawn;
    }
}
