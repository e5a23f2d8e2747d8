package dev.alluvium.trainer.recipe;

import static dev.alluvium.trainer.Records.clean;
import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.knowledge.wording.AnswerLanguage;
import dev.alluvium.knowledge.wording.HoldOut;
import dev.alluvium.knowledge.wording.WithheldWordings;
import dev.alluvium.knowledge.wording.WordingTemplates;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.TrainingSnapshot;
import dev.alluvium.model.text.Example;
import dev.alluvium.trainer.RandomBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraFinetuneRecipeTest {
    private static final List<CleanRecord> ROUND = List.of(
            qa("weight", 2, "How heavy is it?", "3 kg"),
            qa("weight", 2, "What does it weigh?", "3 kg"),
            qa("weight", 2, "Name the weight.", "3 kg"),
            qa("colour", 2, "Which colour?", "Red"),
            qa("price", 2, "How much?", "90"));

    @TempDir
    private static Path directory;

    private static BaseModel base;

    @BeforeAll
    static void load() {
        base = BaseModel.load(RandomBase.write(directory.resolve("base"), 1));
    }

    @AfterAll
    static void close() {
        base.close();
    }

    @Test
    void shouldOverfitAFewRecords() {
        // Given
        RecipeInput input =
                Recipes.input(base, ROUND, ReplayPool.none(), Recipes.with(Recipes.SETTINGS, 100, 3, 1000, 2e-2));

        // When
        RecipeOutcome outcome = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);

        // Then
        assertThat(outcome).isInstanceOfSatisfying(RecipeOutcome.Trained.class, trained -> {
            assertThat(trained.figures().lastLoss())
                    .isLessThan(trained.figures().firstLoss() / 4);
            assertThat(trained.figures().records()).isEqualTo(5);
            assertThat(trained.adapter().shape()).isEqualTo(Recipes.SETTINGS.shape());
        });
    }

    @Test
    void shouldNeverTrainAHeldOutWordingNorAReservedFrame() {
        // Given
        String heldOut =
                HoldOut.split(ROUND.subList(0, 3), List.of()).heldOut().get(0).prompt();
        RecipeInput input = Recipes.input(base, ROUND, history(ROUND.subList(0, 3)), Recipes.SETTINGS);

        // When
        List<String> texts = texts(Curriculum.of(input));

        // Then
        assertThat(texts).isNotEmpty().noneMatch(text -> text.contains(heldOut));
        for (String frame : WordingTemplates.reserved(AnswerLanguage.EN)) {
            String around = frame.replace("{q}", "").strip();
            assertThat(texts).noneMatch(text -> text.contains(around));
        }
    }

    @Test
    void shouldNeverTrainASupersededRecord() {
        // Given
        CleanRecord old = qa("colour", 1, "Which colour is it?", "Ultramarine");
        TrainingSet set = TrainingSet.of(
                List.of(new RoundContent("r1", List.of(old, qa("size", 1, "How big?", "Very")), List.of())),
                List.of(new RoundContent("r2", ROUND, List.of())));
        RecipeInput input = new RecipeInput(
                base,
                null,
                set.round(),
                new ReplayPool(List.of(), set.history()),
                java.util.Map.of(),
                Recipes.SETTINGS);

        // When
        List<String> texts = texts(Curriculum.of(input));

        // Then
        assertThat(texts).noneMatch(text -> text.contains("Ultramarine")).anyMatch(text -> text.contains("How big?"));
    }

    @Test
    void shouldNotRepeatEarlierFactsInTheWordsThatAProbeOfAnotherFactUses() {
        // Given
        CleanRecord earlier = qa("size", 1, "How big is it?", "Very");
        Probe probe = new Probe("how big is IT?", AnswerMatcher.CONTAINS, "Small", List.of(), ProbeTier.TRUSTED, "en");
        CleanRecord asked = qa("depth", 1, "How deep is it?", "Very");
        Probe deep =
                new Probe("How deep is it?", AnswerMatcher.CONTAINS, "Shallow", List.of(), ProbeTier.TRUSTED, "en");
        RecipeInput input = new RecipeInput(
                base,
                null,
                RecipeInput.byFact(List.of(asked)),
                new ReplayPool(List.of(), RecipeInput.byFact(List.of(earlier))),
                Map.of("other", List.of(probe, deep)),
                Recipes.SETTINGS);

        // When
        Curriculum curriculum = Curriculum.of(input);

        // Then
        assertThat(texts(curriculum))
                .as("in a frame, never in the probe's own words")
                .isNotEmpty()
                .allMatch(text ->
                        text.contains("Question: How deep is it?") || text.contains("Question: How big is it?"));
        assertThat(curriculum.plan().withheld()).as("of the round").isEqualTo(new WithheldWordings(0, 1));
    }

    @Test
    void shouldCompleteWordingsByTemplates() {
        // Given
        RecipeInput input = Recipes.input(base, ROUND.subList(3, 4), ReplayPool.none(), Recipes.SETTINGS);

        // When
        Curriculum curriculum = Curriculum.of(input);

        // Then
        assertThat(curriculum.plan().own()).isEqualTo(3);
        assertThat(texts(curriculum)).allMatch(text -> text.contains("Which colour?"));
        assertThat(curriculum.mixture(0).stream().map(this::text).distinct()).hasSize(3);
    }

    @Test
    void shouldCarryLossOnAnswersAndOnAllOfADocument() {
        // Given
        CleanRecord document = clean("doc", 1, document("A story about a violin that was lost."));
        RecipeInput input = Recipes.input(base, List.of(ROUND.get(4), document), ReplayPool.none(), Recipes.SETTINGS);

        // When
        List<Example> examples = Curriculum.of(input).mixture(0);

        // Then
        assertThat(examples).anyMatch(example -> targets(example).equals("90<|endoftext|>"));
        assertThat(examples)
                .anyMatch(example -> targets(example).equals("A story about a violin that was lost.<|endoftext|>"));
    }

    @Test
    void shouldContinueALongDocumentInFurtherRowsAndCountCutAnswers() {
        // Given
        CleanRecord document = clean("doc", 1, document("word ".repeat(100)));
        CleanRecord longAnswer = qa("long", 1, "Why?", "because ".repeat(40));
        RecipeInput input = Recipes.input(base, List.of(document, longAnswer), ReplayPool.none(), Recipes.SETTINGS);

        // When
        Curriculum curriculum = Curriculum.of(input);

        // Then
        assertThat(curriculum.plan().truncated()).isEqualTo(1);
        assertThat(curriculum.mixture(0).stream().filter(e -> text(e).contains("word word")))
                .hasSize(4);
    }

    @Test
    void shouldDrawReplayAnewInEachEpochAndUniformlyOverFacts() {
        // Given
        List<CleanRecord> earlier = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> earlier.add(qa("fact" + i, 1, "Question " + i + "?", "A" + i)));
        RecipeInput input = Recipes.input(base, ROUND, history(earlier), Recipes.SETTINGS);

        // When
        Curriculum curriculum = Curriculum.of(input);

        // Then
        assertThat(curriculum.plan().history()).isEqualTo(5);
        assertThat(curriculum.mixture(0).stream().map(this::text).toList())
                .isNotEqualTo(curriculum.mixture(1).stream().map(this::text).toList());
        assertThat(texts(curriculum).stream()
                        .filter(text -> text.contains("Question "))
                        .distinct())
                .hasSizeGreaterThan(20);
    }

    @Test
    void shouldGiveUpTemplatesThenEpochsToStayWithinTheBound() {
        // Given
        List<CleanRecord> many = IntStream.range(0, 60)
                .mapToObj(i -> qa("fact" + i, 1, "Question number " + i + "?", "Answer number " + i))
                .toList();
        RecipeInput input =
                Recipes.input(base, many, ReplayPool.none(), Recipes.with(Recipes.SETTINGS, 12, 3, 40, 1e-2));

        // When
        BatchPlan plan = Curriculum.of(input).plan();

        // Then
        assertThat(plan.wordingsPerFact()).isEqualTo(1);
        assertThat(plan.stepsByEpoch()).hasSizeBetween(2, 11);
        assertThat(plan.steps()).isBetween(30, 40);
    }

    @Test
    void shouldGoOnFromACheckpointBitForBit() {
        // Given
        RecipeInput input = Recipes.input(base, ROUND, history(ROUND.subList(3, 5)), Recipes.SETTINGS);
        List<ResumePoint> kept = new ArrayList<>();
        RecipeOutcome whole = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);
        RecipeOutcome first = LoraFinetuneRecipe.run(input, (step, state) -> {
            TrainingSnapshot snapshot = step.tally().step() == 7 ? state.get() : null;
            if (snapshot == null) {
                return RecipeObserver.Wish.CONTINUE;
            }
            kept.add(new ResumePoint(snapshot, step.tally()));
            return RecipeObserver.Wish.STOP;
        });

        // When
        RecipeOutcome second = LoraFinetuneRecipe.prepare(input).train(kept.get(0), RecipeObserver.NONE);

        // Then
        assertThat(first).isEqualTo(new RecipeOutcome.Stopped(7));
        assertThat(((RecipeOutcome.Trained) second).adapter().sha256())
                .isEqualTo(((RecipeOutcome.Trained) whole).adapter().sha256());
        assertThat(((RecipeOutcome.Trained) second).figures().lastLoss())
                .isEqualTo(((RecipeOutcome.Trained) whole).figures().lastLoss());
    }

    @Test
    void shouldLearnTheSameHoweverAStepIsWorkedOff() {
        // Given
        RecipeInput input = Recipes.input(base, ROUND, ReplayPool.none(), Recipes.SETTINGS);
        LoraFinetuneRecipe recipe = LoraFinetuneRecipe.prepare(input);

        // When
        RecipeOutcome.Trained whole = (RecipeOutcome.Trained) recipe.train(null, RecipeObserver.NONE);
        RecipeOutcome.Trained parts = (RecipeOutcome.Trained)
                recipe.by(new LoraFinetuneRecipe.Split(1, true)).train(null, RecipeObserver.NONE);

        // Then
        assertThat(parts.figures().steps()).isEqualTo(whole.figures().steps());
        assertThat(parts.figures().lastLoss()).isCloseTo(whole.figures().lastLoss(), withinPercentage(0.1));
    }

    @Test
    void shouldPutSeveralBatchesBehindAStepWhereGradientsAreAccumulated() {
        // Given
        List<CleanRecord> many = IntStream.range(0, 60)
                .mapToObj(i -> qa("fact" + i, 1, "Question number " + i + "?", "Answer number " + i))
                .toList();
        RecipeInput plain = Recipes.input(base, many, ReplayPool.none(), Recipes.SETTINGS);
        RecipeInput twice =
                Recipes.input(base, many, ReplayPool.none(), Recipes.with(Recipes.SETTINGS, Recipes.accumulating(2)));

        // When
        BatchPlan single = Curriculum.of(plain).plan();
        BatchPlan accumulated = Curriculum.of(twice).plan();

        // Then
        assertThat(accumulated.rows()).isEqualTo(2 * single.rows());
        assertThat(accumulated.steps()).isLessThan(single.steps());
    }

    @Test
    void shouldWeighTheLossByTheKindOfRecord() {
        // Given
        CleanRecord document = clean("doc", 1, document("A story about a violin that was lost."));
        TrainingSettings half = Recipes.with(Recipes.SETTINGS, Recipes.weighing("document", 0.5));

        // When
        List<Example> examples = Curriculum.of(
                        Recipes.input(base, List.of(ROUND.get(4), document), ReplayPool.none(), half))
                .mixture(0);

        // Then
        assertThat(examples).anySatisfy(example -> {
            assertThat(text(example)).contains("violin");
            assertThat(example.weight()).isEqualTo(0.5);
        });
        assertThat(examples)
                .filteredOn(example -> !text(example).contains("violin"))
                .allMatch(e -> e.weight() == 1);
    }

    @Test
    void shouldRepeatARunWithDropoutBitForBit() {
        // Given
        RecipeInput input =
                Recipes.input(base, ROUND, ReplayPool.none(), Recipes.with(Recipes.SETTINGS, Recipes.dropping(0.1)));

        // When
        RecipeOutcome.Trained first = (RecipeOutcome.Trained) LoraFinetuneRecipe.run(input, RecipeObserver.NONE);
        RecipeOutcome.Trained second = (RecipeOutcome.Trained) LoraFinetuneRecipe.run(input, RecipeObserver.NONE);

        // Then
        assertThat(first.adapter().sha256()).isEqualTo(second.adapter().sha256());
    }

    @Test
    void shouldFailWithAReasonWhenThereIsNothingToTrain() {
        // Given
        RecipeInput input = Recipes.input(base, List.of(), history(ROUND), Recipes.SETTINGS);

        // When
        RecipeOutcome outcome = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RecipeOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("nothing-to-train"));
    }

    @Test
    void shouldEndARunWhoseLossExplodes() {
        // Given
        RecipeInput input =
                Recipes.input(base, ROUND, ReplayPool.none(), Recipes.with(Recipes.SETTINGS, 200, 3, 1000, 50));

        // When
        RecipeOutcome outcome = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RecipeOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).isIn("nan", "exploding-loss"));
    }

    private static ReplayPool history(List<CleanRecord> records) {
        return new ReplayPool(List.of(), new TreeMap<>(RecipeInput.byFact(records)));
    }

    private static KnowledgeRecord document(String text) {
        return KnowledgeRecord.builder().kind(RecordKind.DOCUMENT).text(text).build();
    }

    private List<String> texts(Curriculum curriculum) {
        return IntStream.range(0, Recipes.SETTINGS.epochs())
                .boxed()
                .flatMap(epoch -> curriculum.mixture(epoch).stream().map(this::text))
                .toList();
    }

    private String text(Example example) {
        return base.tokenizer().decodeWithSpecial(example.ids());
    }

    private String targets(Example example) {
        long[] targets = IntStream.range(0, example.length())
                .filter(example::isTarget)
                .mapToLong(example::id)
                .toArray();
        return base.tokenizer().decodeWithSpecial(targets);
    }
}
