package dev.alluvium.trainer.recipe;

import dev.alluvium.knowledge.facts.FactUnits;
import dev.alluvium.knowledge.wording.WithheldWordings;
import dev.alluvium.model.Batch;
import dev.alluvium.model.Packing;
import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The batches of a run, epoch by epoch, as a pure function of its input: the round's own examples each time, general
 * text and history drawn anew. An interrupted run therefore goes on with exactly the batches it has not had.
 */
public final class Curriculum {
    /**
     * Of a base's own answers, short ones have so much of the share in each epoch: drawn alike, a few long ones would fill
     * it, and a round of short answers would have no other short answers beside it.
     */
    private static final double SHORT_ANSWERS = 0.4;

    private static final long EPOCH_STRIDE = 0x9E3779B97F4A7C15L;

    private final TrainingSettings settings;
    private final Packing packing;
    private final int truncated;
    private final WithheldWordings withheld;
    private final SortedMap<String, Double> unfamiliar;
    private final List<Own> own;
    private final int facts;
    private final List<Example> validation;
    private final GeneralExamples general;
    private final List<List<Example>> history;
    private final List<Extent> extents;

    private record Own(String fact, List<Example> examples, double weight) {}

    /** The examples of an epoch before they are mixed. */
    private record Drawn(List<Example> own, List<Example> general, List<Example> history) {
        double replayShare() {
            double replayed = ReplayShare.mass(general) + ReplayShare.mass(history);
            double all = replayed + ReplayShare.mass(own);
            return all == 0 ? 0 : replayed / all;
        }

        List<Example> all() {
            return Stream.of(own, general, history).flatMap(List::stream).toList();
        }
    }

    /** How much an epoch holds. */
    private record Extent(int steps, int general, int history, double replayShare) {}

    private Curriculum(TrainingData material, TrainingSettings settings, Packing packing) {
        this.settings = settings;
        this.packing = packing;
        this.truncated = material.truncated();
        this.withheld = material.withheld();
        this.unfamiliar = material.unfamiliar();
        this.own = material.round().stream()
                .map(fact -> new Own(fact.name(), fact.examples(settings.wordingsPerFact()), fact.weight()))
                .filter(fact -> !fact.examples().isEmpty())
                .toList();
        this.facts = FactUnits.count(own.stream().map(Own::fact).toList());
        this.validation = material.validation();
        this.general = material.general();
        this.history = material.history().stream()
                .map(fact -> fact.examples(settings.wordingsPerFact()))
                .filter(examples -> !examples.isEmpty())
                .toList();
        this.extents =
                IntStream.range(0, settings.epochs()).mapToObj(this::extent).toList();
    }

    /**
     * Encodes the input and lays out its epochs; above {@code maxSteps} what a small round replays beyond its share is
     * given up first, then templates, then epochs.
     */
    public static Curriculum of(RecipeInput input) {
        TrainingSettings settings = input.settings();
        TrainingData material = TrainingData.of(input);
        Packing packing = new Packing(settings.stepRows(), ExampleEncoder.width(input.base(), settings));
        Curriculum fitting = new Curriculum(material, settings, packing);
        if (fitting.tooLong()) {
            fitting = new Curriculum(material, settings.withoutLeastFacts(), packing);
        }
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
        Random random = random(epoch);
        return mixed(draw(epoch, random), random);
    }

    private Random random(int epoch) {
        return new Random(settings.seed() + EPOCH_STRIDE * (epoch + 1));
    }

    private Drawn draw(int epoch, Random random) {
        return new Drawn(drawOwn(epoch, random), drawGeneral(random), drawHistory(random));
    }

    private static List<Example> mixed(Drawn drawn, Random random) {
        List<Example> mixture = new ArrayList<>(drawn.all());
        Collections.shuffle(mixture, random);
        return mixture;
    }

    private Extent extent(int epoch) {
        Random random = random(epoch);
        Drawn drawn = draw(epoch, random);
        int steps = own.isEmpty() ? 0 : packing.pack(mixed(drawn, random)).size();
        return new Extent(steps, drawn.general().size(), drawn.history().size(), drawn.replayShare());
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
                extents.stream().map(Extent::steps).toList(),
                Math.min(laidOut(), settings.maxSteps()),
                settings.wordingsPerFact(),
                ownCount(),
                (int) Math.round(mean(Extent::general)),
                (int) Math.round(mean(Extent::history)),
                mean(Extent::replayShare),
                truncated,
                withheld,
                unfamiliar);
    }

    private double mean(ToDoubleFunction<Extent> figure) {
        return extents.stream().mapToDouble(figure).average().orElse(0);
    }

    private int laidOut() {
        return extents.stream().mapToInt(Extent::steps).sum();
    }

    private boolean tooLong() {
        return laidOut() > settings.maxSteps();
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

    /** What the round's own examples count in the loss of an epoch, on average. */
    private double ownMass() {
        return own.stream()
                .mapToDouble(fact -> ReplayShare.mass(fact.examples()) * fact.weight())
                .sum();
    }

    /** What replay is a share of: a small round replays as much as one of the least number of facts. */
    private double replayBasis() {
        return ReplayShare.basis(ownMass(), facts, settings.leastFacts(), packing.width());
    }

    private List<Example> drawGeneral(Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, general.size()).boxed().toList());
        Collections.shuffle(order, random);
        double wanted = settings.generalReplay() * settings.options().generalWeight() * replayBasis();
        if (!general.ownAnswers()) {
            return ReplayShare.draw(wanted, order.stream().map(general::get).iterator());
        }
        List<Example> drawn = new ArrayList<>(ReplayShare.draw(
                wanted * SHORT_ANSWERS,
                order.stream().filter(general::isShort).map(general::get).iterator()));
        drawn.addAll(ReplayShare.draw(
                wanted - ReplayShare.mass(drawn),
                order.stream()
                        .filter(i -> !general.isShort(i))
                        .map(general::get)
                        .iterator()));
        return drawn;
    }

    /** Uniform over facts, whatever the number of their wordings; never more than there is. */
    private List<Example> drawHistory(Random random) {
        double there = history.stream().mapToDouble(ReplayShare::mass).sum();
        int most = history.stream().mapToInt(List::size).sum();
        return ReplayShare.draw(
                Math.min(there, settings.historyReplay() * replayBasis()),
                IntStream.range(0, most)
                        .mapToObj(draw -> history.get(random.nextInt(history.size())))
                        .map(fact -> List.of(fact.get(random.nextInt(fact.size()))))
                        .iterator());
    }
}
