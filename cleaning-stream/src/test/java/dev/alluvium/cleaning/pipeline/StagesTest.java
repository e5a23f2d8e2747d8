package dev.alluvium.cleaning.pipeline;

import static dev.alluvium.cleaning.pipeline.Pipelines.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.LanguageSettings;
import dev.alluvium.settings.RuleAction;
import dev.alluvium.settings.RuleSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages are switched by kind and model, and none of them can hide something from another. */
class StagesTest {
    private static final String QA = "{'model':'%s','instruction':'When?','output':'On <b>Feb 3, 2024</b>.'}";
    private static final String PAGE =
            "{'model':'%s','title':'Dates','text':'The hall was built on <b>Feb 3," + " 2024</b> by the firm.'}";

    @Test
    void shouldRewriteValuesOfDocumentsAloneByDefault() {
        CleaningPipeline pipeline = Pipelines.standard();

        assertThat(passed(pipeline, QA.formatted("notes")).record().output()).isEqualTo("On Feb 3, 2024.");
        CleanRecord page = passed(pipeline, PAGE.formatted("notes"));
        assertThat(page.record().text()).isEqualTo("The hall was built on 2024-02-03 by the firm.");
        assertThat(page.record().attributes()).isEqualTo(Map.of("original/2024-02-03", "Feb 3, 2024"));
    }

    @Test
    void shouldSwitchAStagePerKindForOneModelAlone() {
        CleaningPipeline pipeline = with(Map.of("values", List.of("qa"), "markup", List.of("document")));

        assertThat(passed(pipeline, QA.formatted("notes")).record().output()).isEqualTo("On <b>2024-02-03</b>.");
        assertThat(passed(pipeline, PAGE.formatted("notes")).record().text())
                .isEqualTo("The hall was built on Feb 3, 2024 by the firm.");
        assertThat(passed(pipeline, QA.formatted("support")).record().output()).isEqualTo("On Feb 3, 2024.");
    }

    @Test
    void shouldSwitchAStageOff() {
        String filler = "{'text':'Lorem ipsum stands here until the text of the manual is written.'}";

        assertThat(reason(Pipelines.standard(), filler)).isEqualTo(ReasonCode.LOW_QUALITY);
        assertThat(passed(with(Map.of("quality", List.of("off"))), filler).steps())
                .isEmpty();
    }

    @Test
    void shouldReadADeleteAsItsQuestionWasRead() {
        CleaningPipeline pipeline = with(Map.of("values", List.of("all")));

        CleanRecord told = passed(pipeline, "{'instruction':'What was on Feb 3, 2024?','output':'Rain.'}");
        CleanRecord erased = passed(pipeline, "{'kind':'delete','instruction':'What was on 2024-02-03?'}");

        assertThat(erased.fact()).isEqualTo(told.fact());
    }

    @Test
    void shouldJudgeTheLanguageByModel() {
        CleaningPipeline pipeline = Pipelines.with(
                new CleaningSettings(
                        Map.of(),
                        null,
                        null,
                        new LanguageSettings(List.of("zh"), RuleAction.REJECT),
                        null,
                        null,
                        List.of()),
                List.of());
        String english =
                "'instruction':'Where is the hall?','output':'The hall is in the north of the town, behind the old station, and its doors are open from Monday to Friday.'}";

        assertThat(reason(pipeline, "{" + english)).isEqualTo(ReasonCode.LANGUAGE);
        assertThat(passed(pipeline, "{'model':'support'," + english).model()).isEqualTo("support");
    }

    @Test
    void shouldLetRulesSeeWhatTheStagesBeforeMade() {
        RuleSettings dates =
                new RuleSettings("dates", "text.contains('2024-02-03')", RuleAction.REJECT, List.of(), "too old");
        RuleSettings flag = new RuleSettings("page", "kind == 'document'", RuleAction.FLAG, List.of(), null);
        CleaningPipeline pipeline = Pipelines.with(CleaningSettings.DEFAULT, List.of(dates));

        assertThat(reason(pipeline, PAGE.formatted("notes"))).isEqualTo(ReasonCode.RULE);
        assertThat(passed(Pipelines.with(CleaningSettings.DEFAULT, List.of(flag)), PAGE.formatted("notes"))
                        .steps())
                .anyMatch(step -> step.startsWith("rules: ") && step.contains("page"));
    }

    @Test
    void shouldFlagMojibakeAndLeaveItAsItIs() {
        CleanRecord flagged = passed(Pipelines.standard(), "{'instruction':'Where?','output':'CafÃ© in ZÃ¼rich'}");

        assertThat(flagged.steps()).containsExactly("normalise: flagged, UTF-8 was read as Latin-1");
        assertThat(flagged.record().output()).isEqualTo("CafÃ© in ZÃ¼rich");
    }

    /** Hidden by mark-up, by an advertisement between the parts, by separators and by myriads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@<b>x.org</b>",
                "ann&#64;x.org",
                "call 13,812,345,678",
                "call <i>13,812</i>,345,678",
                "call 138<!-- -->12345678",
                "call １３,８１２,３４５,６７８",
            })
    void shouldHideNothingFromRedaction(String hidden) {
        CleaningPipeline pipeline = with(Map.of("values", List.of("all"), "boilerplate", List.of("all")));

        CleanRecord page = passed(
                pipeline,
                "{'title':'Whom to ask','text':'Whoever has lost the key may write or " + hidden + " today.'}");
        String json = Json.string(page);

        assertThat(json).doesNotContain("ann@x.org", "13812345678", "13,812,345,678", "13，812");
        assertThat(page.steps()).anyMatch(step -> step.startsWith("redact"));
    }

    @Test
    void shouldKeepOriginalsOfWhatIsNotPersonal() {
        CleanRecord page = passed(
                Pipelines.standard(), "{'text':'The hall cost 12,345,678 yuan when it was built in the north.'}");

        assertThat(page.record().text()).contains("12345678 yuan");
        assertThat(page.record().attributes()).isEqualTo(Map.of("original/12345678", "12,345,678"));
    }

    /** What stands around an article is no reason to refuse it. */
    @Test
    void shouldTakeTheArticleOfAPageBeforeAnyRuleJudgesIt() {
        String menu = "<ul>" + "<li><a href='#'>Lorem ipsum</a></li>".repeat(80) + "</ul>";
        String article =
                "<p>The hall was built by the firm in the north of the town, and its doors are open to all of us.</p>";
        String json = "{'text':'<html><body><div>" + menu + "</div><div class=\\'post\\'>"
                + article
                + "<p>In the winter, when the days are short, the lights of the hall are on from the morning to the night.</p>"
                + "<p>Whoever wants to see it may come with the tram, which stops before the gate of the hall.</p></div></body></html>'}";

        CleanRecord page = passed(Pipelines.standard(), json.replace("\\'", "").replace("href='#'", "href=#"));

        assertThat(page.record().text()).startsWith("The hall was built").endsWith("the gate of the hall.");
        assertThat(page.steps()).contains("main-content: taken");
    }

    private static CleaningPipeline with(Map<String, List<String>> stages) {
        return Pipelines.with(new CleaningSettings(stages, null, null, null, null, null, List.of()), List.of());
    }

    private static CleanRecord passed(CleaningPipeline pipeline, String json) {
        Cleaned cleaned = pipeline.clean(raw(json.replace('\'', '"')));
        assertThat(cleaned).isInstanceOf(Cleaned.Passed.class);
        return ((Cleaned.Passed) cleaned).candidate().clean();
    }

    private static ReasonCode reason(CleaningPipeline pipeline, String json) {
        Cleaned cleaned = pipeline.clean(raw(json.replace('\'', '"')));
        assertThat(cleaned).isInstanceOf(Cleaned.Rejected.class);
        return ((Cleaned.Rejected) cleaned).rejected().reason();
    }
}
