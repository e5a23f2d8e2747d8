package dev.alluvium.helm;

import static dev.alluvium.helm.Panel.lines;
import static dev.alluvium.helm.Panel.stat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pipeline from the first record to the last answer, one row a stage. */
final class PipelineDashboard {
    private static final String MODEL = "model=~\"$model\"";
    private static final String RATE = "[$__rate_interval]";

    private PipelineDashboard() {}

    static String json() {
        Map<String, List<Panel>> rows = new LinkedHashMap<>();
        rows.put("Now", now());
        rows.put("Received and cleaned", cleaning());
        rows.put("Accumulated", accumulating());
        rows.put("Trained", training());
        rows.put("Judged and decided", deciding());
        rows.put("Served", serving());
        return DashboardWriter.write("alluvium-pipeline", "Alluvium / Pipeline", rows);
    }

    private static List<Panel> now() {
        return List.of(
                stat(
                        "Champion",
                        "The version that the registry wants users to get.",
                        "none",
                        "max by (model) (alluvium_registry_champion_version{" + MODEL + "})",
                        "{{model}}"),
                stat(
                        "Answering",
                        "The version that the replicas answer with; -1 while none does.",
                        "none",
                        "min by (model) (alluvium_serving_version{" + MODEL + "})",
                        "{{model}}"),
                stat(
                        "Ready replicas",
                        "Replicas that answer users of the model.",
                        "none",
                        "sum by (model) (alluvium_serving_ready{" + MODEL + "})",
                        "{{model}}"),
                stat(
                        "Wait for an operator",
                        "Versions that only an approval or a resume ends.",
                        "none",
                        "max by (model) (alluvium_registry_waiting{" + MODEL + "})",
                        "{{model}}"),
                stat(
                        "Frozen",
                        "1 while nothing is promoted by itself.",
                        "none",
                        "max by (model) (alluvium_registry_frozen{" + MODEL + "})",
                        "{{model}}"),
                stat(
                        "Training",
                        "Steps done of the run that trains now.",
                        "percentunit",
                        "max(alluvium_trainer_progress_ratio)",
                        "progress"));
    }

    private static List<Panel> cleaning() {
        return List.of(
                lines(
                        "Records received",
                        "Records offered over HTTP, by what came of them.",
                        "reqps",
                        "sum by (outcome) (rate(alluvium_ingest_records_total" + RATE + "))",
                        "{{outcome}}"),
                lines(
                        "Outcomes",
                        "Records by outcome of cleaning.",
                        "reqps",
                        "sum by (outcome) (rate(alluvium_cleaning_records_total" + RATE + "))",
                        "{{outcome}}"),
                lines(
                        "Rejected, by reason",
                        "Why records are not used; each is in records.rejected.",
                        "reqps",
                        "sum by (reason) (rate(alluvium_cleaning_records_total{outcome=\"rejected\"}" + RATE + "))",
                        "{{reason}}"),
                lines(
                        "Lag",
                        "Records received that the stream has not read yet.",
                        "short",
                        "sum(alluvium_cleaning_lag)",
                        "lag"),
                lines(
                        "Held",
                        "Records that wait for the verdict on an undecided round.",
                        "short",
                        "sum(alluvium_cleaning_held)",
                        "held"),
                lines(
                        "Time in a stage, p99",
                        "Time for one record in a stage of cleaning.",
                        "s",
                        "histogram_quantile(0.99, sum by (le, stage) (rate(alluvium_cleaning_stage_seconds_bucket"
                                + RATE + ")))",
                        "{{stage}}"));
    }

    private static List<Panel> accumulating() {
        return List.of(
                lines(
                        "Pending",
                        "Records and facts that a cut would take now.",
                        "short",
                        "sum by (model) (alluvium_accumulator_pending_records{" + MODEL + "})",
                        "{{model}} records",
                        "sum by (model) (alluvium_accumulator_pending_facts{" + MODEL + "})",
                        "{{model}} facts"),
                lines(
                        "Rounds cut",
                        "Rounds cut, by what cut them.",
                        "short",
                        "sum by (trigger) (increase(alluvium_accumulator_rounds_total" + RATE + "))",
                        "{{trigger}}"),
                lines(
                        "Undecided rounds",
                        "Rounds that were cut and have no verdict yet.",
                        "short",
                        "sum by (model) (alluvium_accumulator_open_rounds{" + MODEL + "})",
                        "{{model}}"),
                lines(
                        "Left out at a cut",
                        "Records that a cut dropped, by cause.",
                        "short",
                        "sum by (cause) (increase(alluvium_accumulator_drops_total" + RATE + "))",
                        "{{cause}}"),
                lines(
                        "Written",
                        "Bytes of segments written to the object store.",
                        "Bps",
                        "sum(rate(alluvium_accumulator_segment_bytes_total" + RATE + "))",
                        "segments"),
                lines(
                        "Age of the last checkpoint",
                        "A restart reads again what came since then.",
                        "s",
                        "max(alluvium_accumulator_checkpoint_age_seconds)",
                        "age"));
    }

    private static List<Panel> training() {
        return List.of(
                lines(
                        "Loss",
                        "Moving average of the loss per target token.",
                        "none",
                        "max(alluvium_trainer_loss_nats)",
                        "nats"),
                lines(
                        "Speed",
                        "Tokens a second, without padding.",
                        "short",
                        "sum(rate(alluvium_trainer_tokens_total" + RATE + "))",
                        "tokens/s"),
                lines(
                        "Runs",
                        "Runs that ended, by outcome.",
                        "short",
                        "sum by (outcome) (increase(alluvium_trainer_runs_total" + RATE + "))",
                        "{{outcome}}"));
    }

    private static List<Panel> deciding() {
        return List.of(
                lines(
                        "Verdicts",
                        "Evaluations by what they decided.",
                        "short",
                        "sum by (decision) (increase(alluvium_evaluator_evaluations_total{" + MODEL + "}" + RATE + "))",
                        "{{decision}}"),
                lines(
                        "Rules",
                        "Results of the gate's rules.",
                        "short",
                        "sum by (rule, status) (increase(alluvium_evaluator_rules_total" + RATE + "))",
                        "{{rule}} {{status}}"),
                lines(
                        "The last candidate",
                        "New facts that it knew, earlier facts that it lost.",
                        "percentunit",
                        "max by (model) (alluvium_evaluator_new_facts_known{" + MODEL + "})",
                        "{{model}} new known",
                        "max by (model) (alluvium_evaluator_earlier_facts_lost{" + MODEL + "})",
                        "{{model}} earlier lost"),
                lines(
                        "Time to a verdict, p90",
                        "From an adapter to its verdict.",
                        "s",
                        "histogram_quantile(0.9, sum by (le) (rate(alluvium_evaluator_duration_seconds_bucket{" + MODEL
                                + "}" + RATE + ")))",
                        "p90"),
                lines(
                        "Events",
                        "What changed in the registry.",
                        "short",
                        "sum by (type) (increase(alluvium_registry_events_total" + RATE + "))",
                        "{{type}}"),
                lines(
                        "Behind the registry",
                        "Generations between what is wanted and what the last replica proves.",
                        "short",
                        "max by (model) (alluvium_registry_generation{" + MODEL + "}) - min by (model)"
                                + " (alluvium_serving_generation{" + MODEL + "})",
                        "{{model}}"));
    }

    private static List<Panel> serving() {
        return List.of(
                lines(
                        "Requests",
                        "Requests by how they ended.",
                        "reqps",
                        "sum by (outcome) (rate(alluvium_serving_requests_total{" + MODEL + "}" + RATE + "))",
                        "{{outcome}}"),
                lines(
                        "Latency",
                        "From a request's arrival to its last token.",
                        "s",
                        quantile("0.5", "alluvium_serving_request_seconds_bucket"),
                        "p50",
                        quantile("0.99", "alluvium_serving_request_seconds_bucket"),
                        "p99"),
                lines(
                        "First token",
                        "From a request's arrival to its first token.",
                        "s",
                        quantile("0.5", "alluvium_serving_first_token_seconds_bucket"),
                        "p50",
                        quantile("0.99", "alluvium_serving_first_token_seconds_bucket"),
                        "p99"),
                lines(
                        "Tokens",
                        "Tokens read and made.",
                        "short",
                        "sum by (kind) (rate(alluvium_serving_tokens_total{" + MODEL + "}" + RATE + "))",
                        "{{kind}}/s"),
                lines(
                        "Slots and queue",
                        "Answers in the making and requests that wait.",
                        "short",
                        "sum(alluvium_serving_active_requests)",
                        "active",
                        "sum(alluvium_serving_waiting_requests)",
                        "waiting"),
                lines(
                        "Versions loaded",
                        "Versions loaded, by result.",
                        "short",
                        "sum by (result) (increase(alluvium_serving_loads_total{" + MODEL + "}" + RATE + "))",
                        "{{result}}"),
                lines(
                        "Contact",
                        "Time since a replica read what it should serve; beyond its lease it stops answering.",
                        "s",
                        "max by (model) (alluvium_serving_contact_age_seconds{" + MODEL + "})",
                        "{{model}}"),
                lines(
                        "Outcomes reported",
                        "What applications reported of answers.",
                        "reqps",
                        "sum by (model) (rate(alluvium_serving_outcomes_total{" + MODEL + "}" + RATE + "))",
                        "{{model}}"));
    }

    private static String quantile(String share, String buckets) {
        return "histogram_quantile(" + share + ", sum by (le) (rate(" + buckets + "{" + MODEL + "}" + RATE + ")))";
    }
}
