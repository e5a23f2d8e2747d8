package dev.alluvium.cleaning.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainContentTest {
    private static final String PAGE = """
            <!DOCTYPE html><html><head><title>Pumps</title><script>var a = "<p>no</p>";</script></head><body>
            <div class="topnav"><a href="/">Home</a><a href="/p">Products</a><a href="/c">Contact</a></div>
            <div id="main"><div class="entry-content">%s</div>
            <div class="related"><h3>More to read</h3><ul><li><a href="/1">Ten pumps of the year</a></li></ul></div></div>
            <div class="comments"><p>Ann wrote: what a pump, I like it, and I want one too.</p></div>
            <footer>All rights reserved</footer></body></html>""";

    @Test
    void shouldTakeTheArticleOutOfAPage() {
        String article = paragraphs(
                "<p>The pump of row %d moves water, which is clean, out of the cellar of the house in one hour.</p>");

        String content = MainContent.of(PAGE.formatted(article));

        assertThat(content.lines())
                .hasSize(8)
                .allMatch(line -> line.startsWith("The pump of row ") && line.endsWith("in one hour."));
    }

    @Test
    void shouldTakeTheArticleOutOfAChinesePage() {
        String article = paragraphs("<p>第%d台水泵可以在一小时之内把地下室里的水抽干，操作之前请先阅读说明书，并且关闭电源。</p>");

        String content = MainContent.of(
                PAGE.replace("Home", "首页").replace("Products", "产品").formatted(article));

        assertThat(content.lines()).hasSize(8).allMatch(line -> line.startsWith("第") && line.endsWith("并且关闭电源。"));
    }

    @Test
    void shouldKeepCodeTablesAndPlaceholdersOfAnArticle() {
        String article = paragraphs(
                        "<p>Row %d of the manual says, in short, how the pump of the house is switched on and off.</p>")
                + "<pre>&lt;p&gt;on&lt;/p&gt;</pre><p>Ask <PHONE_1>, or look, if nobody answers, into the table that follows here.</p>"
                + "<table><tr><th>Pump</th><th>kW</th></tr><tr><td>A</td><td></td></tr><tr><td>B</td><td>3</td></tr></table>";

        assertThat(MainContent.of(PAGE.formatted(article)))
                .contains("```\n<p>on</p>\n```")
                .contains("Ask <PHONE_1>, or look")
                .contains("| Pump | kW |\n| --- | --- |\n| A | |\n| B | 3 |");
    }

    @Test
    void shouldGiveAllOfAPageWithoutAnArticle() {
        assertThat(MainContent.of("<html><body><div>Closed today.</div></body></html>"))
                .isEqualTo("Closed today.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<p>Part</p>", "What does <html> mean?", "# Title\n\n<body>", "```html\n<html></html>\n```"})
    void shouldTakeNoFragmentForAPage(String text) {
        assertThat(MainContent.isPage(text)).isFalse();
    }

    private static String paragraphs(String paragraph) {
        return IntStream.rangeClosed(1, 8).mapToObj(paragraph::formatted).collect(Collectors.joining());
    }
}
