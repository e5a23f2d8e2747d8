package dev.alluvium.ingest.adapter.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** A formula of Office (OMML) as one writes it in a line: {@code 10⁶}, {@code (a+b)/c}, {@code √(x)}, {@code ∑_(i=1)^n i}. */
final class OfficeFormula {
    private static final int DEEPEST = 50;

    private OfficeFormula() {}

    /** The text of an {@code oMath} element, escaped as XML is. */
    static String text(String omml) {
        Element formula = Jsoup.parse(omml, "", Parser.xmlParser());
        return of(formula, 0)
                .replaceAll("\\s+", " ")
                .strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String of(Element element, int depth) {
        if (depth > DEEPEST) {
            return element.text();
        }
        int below = depth + 1;
        return switch (name(element)) {
            case "t" -> element.wholeText();
            case "sSup" -> part(element, "e", below) + script(part(element, "sup", below), true);
            case "sSub" -> part(element, "e", below) + script(part(element, "sub", below), false);
            case "sSubSup" ->
                part(element, "e", below)
                        + script(part(element, "sub", below), false)
                        + script(part(element, "sup", below), true);
            case "sPre" ->
                script(part(element, "sub", below), false)
                        + script(part(element, "sup", below), true)
                        + part(element, "e", below);
            case "f" -> grouped(part(element, "num", below)) + "/" + grouped(part(element, "den", below));
            case "rad" -> script(part(element, "deg", below), true) + "√" + grouped(part(element, "e", below));
            case "d" -> bracketed(element, below);
            case "nary" ->
                property(element, "chr", "∫")
                        + script(part(element, "sub", below), false)
                        + script(part(element, "sup", below), true)
                        + " " + part(element, "e", below);
            case "func" -> part(element, "fName", below) + " " + part(element, "e", below);
            case "limLow" -> part(element, "e", below) + script(part(element, "lim", below), false);
            case "limUpp" -> part(element, "e", below) + script(part(element, "lim", below), true);
            case "m" -> "[" + parts(element, "mr", below, "; ") + "]";
            case "mr" -> parts(element, "e", below, ", ");
            case "eqArr" -> parts(element, "e", below, "; ");
            default ->
                element.children().stream()
                        .filter(child -> !name(child).endsWith("Pr"))
                        .map(child -> of(child, below))
                        .collect(Collectors.joining());
        };
    }

    private static String bracketed(Element element, int depth) {
        return property(element, "begChr", "(")
                + parts(element, "e", depth, property(element, "sepChr", "|"))
                + property(element, "endChr", ")");
    }

    private static String script(String text, boolean raised) {
        return RaisedText.of(text, raised);
    }

    /** In brackets, unless it is one number or one name. */
    private static String grouped(String text) {
        return text.strip().matches("[\\p{L}\\p{M}]{1,3}|[\\p{N}.,]*") ? text.strip() : "(" + text.strip() + ")";
    }

    private static String part(Element element, String name, int depth) {
        return parts(element, name, depth, "");
    }

    private static String parts(Element element, String name, int depth, String between) {
        List<String> parts = new ArrayList<>();
        for (Element child : element.children()) {
            if (name(child).equals(name)) {
                parts.add(of(child, depth));
            }
        }
        return String.join(between, parts);
    }

    /** A character that the element's properties choose. */
    private static String property(Element element, String name, String standard) {
        for (Element properties : element.children()) {
            if (name(properties).endsWith("Pr")) {
                for (Element property : properties.children()) {
                    if (name(property).equals(name)) {
                        return property.attributes().asList().stream()
                                .filter(attribute -> attribute.getKey().matches("(?:\\w{1,20}:)?val"))
                                .map(attribute -> attribute.getValue())
                                .findFirst()
                                .orElse("");
                    }
                }
            }
        }
        return standard;
    }

    private static String name(Element element) {
        String name = element.tagName();
        return name.substring(name.indexOf(':') + 1);
    }
}
