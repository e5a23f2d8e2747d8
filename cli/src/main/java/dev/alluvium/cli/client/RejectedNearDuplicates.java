package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.record.KnowledgeRecord;

/** Near-duplicates of a model that were rejected, to be brought back one by one. */
public final class RejectedNearDuplicates {
    private static final String REASON = "near-duplicate";

    private final ApiClient api;
    private final String model;

    public RejectedNearDuplicates(ApiClient api, String model) {
        this.api = api;
        this.model = model;
    }

    /**
     * Sends the redacted copy of a rejected record again, marked to be kept. A second time does nothing more, as long as
     * the service knows the key of the first.
     *
     * @throws CliException if no such record is among the rejected, or its copy is gone
     */
    public void offer(String recordId) {
        QueryString query = new QueryString()
                .with("limit", 1)
                .with("model", model)
                .with("reason", REASON)
                .with("record", recordId);
        JsonNode found = api.get("/rejected" + query).path("rejected").path(0);
        if (found.isMissingNode()) {
            throw new CliException("record " + recordId + " of model " + model
                    + ": is not among the newest near-duplicates that were rejected; `alluvium rejected --model "
                    + model
                    + " --reason " + REASON + " --output json` names their ids");
        }
        if (!(found.path("record") instanceof ObjectNode copy)) {
            throw new CliException("record " + recordId + " of model " + model
                    + ": its copy is gone with its segment; push it again from its source, with the attribute "
                    + KnowledgeRecord.DISTINCT + "=true");
        }
        ObjectNode again = copy.deepCopy();
        again.withObjectProperty("attributes").put(KnowledgeRecord.DISTINCT, "true");
        api.post("/records", "requeue-" + recordId, again);
    }
}
