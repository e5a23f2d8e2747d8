package dev.alluvium.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Lays panels out in rows and writes them as Grafana's JSON; the same panels give the same bytes. */
final class DashboardWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE_WIDTH = 24;
    private static final int STAT_HEIGHT = 4;
    private static final int LINES_HEIGHT = 8;

    private final ArrayNode panels = JSON.createArrayNode();
    private int x;
    private int y;
    private int rowHeight;

    static String write(String uid, String title, Map<String, List<Panel>> rows) {
        DashboardWriter writer = new DashboardWriter();
        rows.forEach(writer::row);
        ObjectNode root = JSON.createObjectNode();
        root.put("uid", uid).put("title", title).put("schemaVersion", 39).put("version", 1);
        root.put("editable", true).put("graphTooltip", 1).put("refresh", "30s").put("timezone", "browser");
        root.putArray("tags").add("alluvium");
        root.putObject("time").put("from", "now-6h").put("to", "now");
        ArrayNode variables = root.putObject("templating").putArray("list");
        variables
                .addObject()
                .put("name", "datasource")
                .put("label", "Data source")
                .put("type", "datasource")
                .put("query", "prometheus");
        ObjectNode model = variables
                .addObject()
                .put("name", "model")
                .put("label", "Model")
                .put("type", "query")
                .put("query", "label_values(alluvium_serving_ready, model)")
                .put("includeAll", true)
                .put("multi", true)
                .put("allValue", ".*")
                .put("refresh", 2)
                .put("sort", 1);
        model.set("datasource", datasource());
        root.set("panels", writer.panels);
        return root.toPrettyString() + "\n";
    }

    private void row(String title, List<Panel> members) {
        nextLine();
        ObjectNode row = panels.addObject();
        row.put("id", panels.size()).put("type", "row").put("title", title).put("collapsed", false);
        row.putArray("panels");
        position(row, PAGE_WIDTH, 1);
        members.forEach(this::panel);
    }

    private void panel(Panel panel) {
        ObjectNode node = panels.addObject();
        node.put("id", panels.size()).put("type", panel.kind()).put("title", panel.title());
        node.put("description", panel.description());
        node.set("datasource", datasource());
        position(node, panel.width(), panel.kind().equals("stat") ? STAT_HEIGHT : LINES_HEIGHT);
        node.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit());
        ArrayNode targets = node.putArray("targets");
        for (Panel.Query query : panel.queries()) {
            ObjectNode target = targets.addObject();
            target.put("refId", String.valueOf((char) ('A' + targets.size() - 1)));
            target.put("expr", query.expression()).put("legendFormat", query.legend());
            target.set("datasource", datasource());
        }
    }

    private void position(ObjectNode node, int width, int height) {
        if (x + width > PAGE_WIDTH) {
            nextLine();
        }
        node.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
        x += width;
        rowHeight = Math.max(rowHeight, height);
    }

    private void nextLine() {
        y += rowHeight;
        x = 0;
        rowHeight = 0;
    }

    private static ObjectNode datasource() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }
}
