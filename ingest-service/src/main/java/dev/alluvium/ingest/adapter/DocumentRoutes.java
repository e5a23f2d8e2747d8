package dev.alluvium.ingest.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.IngestMeters;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admission.Result;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.knowledge.decode.RecordProblem;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Admission of documents: multipart, one or more files, all admitted or none. */
final class DocumentRoutes {
    private static final List<String> FIELDS = List.of("model", "source", "language", "occurredAt");

    private final Supplier<AdmissionLimits> intake;
    private final RequestConcurrency places;
    private final DocumentReader reader;
    private final Meters meters;
    private final Admission admission = new Admission();

    DocumentRoutes(Supplier<AdmissionLimits> intake, RequestConcurrency places, DocumentReader reader, Meters meters) {
        this.intake = intake;
        this.places = places;
        this.reader = reader;
        this.meters = meters;
        meters.counter(IngestMeters.DOCUMENTS, "accepted").increment(0);
        meters.counter(IngestMeters.DOCUMENTS, "refused").increment(0);
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/documents", Role.PUSHER, places.open(this::documents)));
    }

    private void documents(Context context) {
        AdmissionLimits target = intake.get();
        if (!context.isMultipartFormData()) {
            throw new HttpProblem(
                    415, "Not multipart", "send documents as multipart/form-data, such as curl -F file=@manual.pdf");
        }
        List<UploadedFile> files = context.uploadedFiles();
        if (files.isEmpty()) {
            throw new HttpProblem(400, "No document", "the request holds no file; send one as a part with a filename");
        }
        context.status(202).json(places.work(() -> admit(context, target, files)));
    }

    private Map<String, Object> admit(Context context, AdmissionLimits target, List<UploadedFile> files) {
        List<RecordProblem> problems = new ArrayList<>();
        List<Admitted> admitted = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            String path = path(context, files.get(i));
            List<Admitted> records = read(context, path, files.get(i), "/" + i, problems);
            admitted.addAll(records);
            counts.put(path, records.size());
        }
        if (!problems.isEmpty()) {
            meters.counter(IngestMeters.DOCUMENTS, "refused").increment(files.size());
            throw new HttpProblem(
                    422, "Not a readable document", problems.get(0).toString(), Map.of("errors", problems));
        }
        List<RawPosition> positions =
                target.append(admitted, AdmissionLimits.caller(context), target.pushedAt(context));
        meters.counter(IngestMeters.DOCUMENTS, "accepted").increment(files.size());
        return Map.of("accepted", positions.size(), "documents", counts, "positions", positions);
    }

    private List<Admitted> read(
            Context context, String path, UploadedFile file, String pointer, List<RecordProblem> problems) {
        List<Admitted> admitted = new ArrayList<>();
        try (InputStream in = new LimitedInput(file.content(), DocumentReader.LARGEST)) {
            for (ObjectNode record : reader.read(path, in.readAllBytes())) {
                fill(context, record);
                Result result = admission.judge(Json.bytes(record), Map.of());
                if (result instanceof Result.Accepted accepted) {
                    admitted.add(accepted.record());
                } else {
                    ((Result.Refused) result).problems().forEach(problem -> problems.add(problem.below(pointer)));
                }
            }
        } catch (DocumentException e) {
            problems.add(new RecordProblem(pointer, path + " " + e.getMessage(), null));
        } catch (IOException e) {
            problems.add(new RecordProblem(
                    pointer, path + " has more than " + DocumentReader.LARGEST + " bytes; split it", null));
        }
        return admitted;
    }

    /** Form fields say what a document leaves open. */
    private static void fill(Context context, ObjectNode record) {
        for (String field : FIELDS) {
            String value = context.formParam(field);
            if (value != null && !value.isBlank() && !record.hasNonNull(field)) {
                record.put(field, value.strip());
            }
        }
    }

    /** The file's name below the form field {@code path}, its folders. */
    private static String path(Context context, UploadedFile file) {
        String folder = context.formParam("path");
        String name = file.filename().replace('\\', '/');
        return folder == null || folder.isBlank() ? name : folder.strip().replaceAll("/+$", "") + "/" + name;
    }
}
