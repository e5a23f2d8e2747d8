package dev.alluvium.cleaning.text;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.regex.Pattern;

/** Whether a question or a title is about mark-up or programs, so that tags beside it are what is spoken of. */
final class AskedMarkup {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Languages and frameworks in which tags are written, and words for tags. */
    private static final Pattern LANGUAGE = Pattern.compile(
            "(?<![a-z0-9])(?:x?html[45]?|xml|xslt?|xpath|xaml|svg|rss feed|jsx|tsx|react(?:js)?|vue(?:\\.?js)?|angular(?:js)?"
                    + "|svelte|jquery|javascript|typescript|tailwind|css|jsp|jsf|asp\\.net|php|thymeleaf|jinja2?|handlebars"
                    + "|mathml|markup|source code|sitemap|beautifulsoup|json|regex|regular expressions?"
                    + "|divs?|iframes?|hyperlinks?|comment(?:ed|ing)? out|textarea|flexbox|favicon|tags? (?:for|to|that|makes?|creates?|inserts?)|which tags?)(?![a-z0-9])"
                    + "|标记语言|前端|源代码|源码|正则|(?:什么|哪个|哪些|何种)标签",
            FLAGS);

    /** Something made of tags that somebody is asked to make. */
    private static final Pattern ORDER = Pattern.compile(
            "(?<![a-z])(?:write|create|make|build|generate|design|implement|code|program|style|add|convert|show me|give me)"
                    + "(?![a-z])[^.?!\\n]{0,80}?(?<![a-z])(?:(?:web ?)?(?:page|site)|form|button|template|component|widget|layout|script|nav(?:bar"
                    + "|igation)?|menu|dropdown|modal|card|header|footer|code)s?(?![a-z])"
                    + "|(?<![a-z])(?:make|add|insert|create|embed) (?:an?|the) (?:link|video|checkbox|radio button)(?![a-z])"
                    + "|(?:插入|添加)(?:超)?链接|超链接"
                    + "|(?:写|创建|生成|制作|实现|设计)[^。？！\\n]{0,40}?(?:页面|网页|网站|表单|按钮|模板|组件|布局|导航|菜单|代码)",
            FLAGS);

    private AskedMarkup() {}

    /** Whether {@code question} is about mark-up, by its words or because it names a tag or an entity. */
    static boolean in(String question) {
        CharSequence watched = WorkBudget.watch(question);
        return LANGUAGE.matcher(watched).find()
                || ORDER.matcher(watched).find()
                || ShownMarkup.isIn(CodeMask.of(question).text())
                || question.indexOf('`') >= 0 && hasTagInCode(question);
    }

    private static boolean hasTagInCode(String question) {
        return CodeMask.of(question).code().stream()
                .anyMatch(code -> !MarkupTag.in(code).isEmpty());
    }
}
