package dev.alluvium.cleaning.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes lines out of a page that are no part of its text: advertisement, menus, cookie and rights notices, and long paragraphs that
 * stood before. A line goes when all of it is such a notice: a sentence that speaks of a policy or an advertisement stays, and so do
 * paths through menus, steps and rows of tables. Code and formulas stay as they are.
 */
public final class BoilerplateText {
    private static final int LONGEST = 120;
    /** A shorter paragraph may be a step that is done twice. A Chinese character counts twice. */
    private static final int REPEATED_FROM = 100;

    private static final int LONGEST_ITEM = 24;
    private static final int LEAST_ITEMS = 3;
    private static final int FIRST_LINES = 5;

    /** What a whole line says that is a notice, in lower case. */
    private static final Pattern NOTICE = Pattern.compile(String.join(
            "|",
            List.of(
                    "click here(?: to (?:order|buy|shop|subscribe|read|download|register|learn|sign|join|view|get)\\b.{0,60})?"
                            + "[.!»>… ]*",
                    "(?:buy|shop|order|subscribe|sign up|register|book|join) now\\b.{0,40}",
                    "limited(?: time)? offer.{0,60}",
                    "(?:©|\\(c\\)|copyright\\b).{0,100}(?:\\d{4}|reserved).{0,60}",
                    "(?:please )?(?:subscribe to|sign up (?:for|to)|join) our (?:free |weekly |monthly |daily |email )?(?:newsletter|mailing|"
                            + "e-?mail|community|channel|group|facebook|telegram|discord|forum|blog|feed|updates|rss|youtube)\\b.{0,60}",
                    "(?:please )?(?:follow|like|find) us on (?:facebook|twitter|x\\b|instagram|linkedin|youtube|tiktok|pinterest|weibo"
                            + "|wechat|telegram|social|google).{0,50}",
                    "(?:this|our|the) (?:web ?)?site uses cookies.{0,90}",
                    "we use cookies (?:to (?:improve|enhance|personali[sz]e|give|ensure|provide|offer|analy[sz]e|make)|on (?:this|our))"
                            + "\\b.{0,90}",
                    "(?:accept|allow|reject|manage)(?: all)? cookies[.! ]*",
                    "(?:please |you need to )?enable javascript (?:to|for) (?:view|use|continue|see|proceed|run|this)\\b.{0,80}",
                    "javascript (?:is|seems to be) (?:disabled|required|not enabled).{0,80}",
                    "(?:proudly )?powered by (?:wordpress|blogger|drupal|joomla|shopify|disqus|discuz!?|typecho|hexo).{0,30}",
                    "(?:ads?|advertisements?|advertising|sponsored(?: content)?|promoted)[:. ]*",
                    "share (?:this (?:article|post|page|story)(?: (?:on|via|with your)\\b.{0,40})?|on (?:facebook|twitter|linkedin|x|whatsapp)"
                            + "\\b.{0,40})[.:!» ]*",
                    "leave a (?:comment|reply)[.! ]*",
                    "(?:skip|jump|back|go) to (?:the )?(?:main )?(?:content|top|navigation)[.! ]*",
                    "点击这里(?:(?:查看|购买|下载|领取|进入|了解|注册|订阅|咨询|立即|免费)[^。，“]{0,20})?[。！!>» ]*",
                    "(?:立即|马上|点击)(?:购买|抢购|下单|咨询)(?![^。，]{0,15}(?:按钮|图标|菜单|选项|页面|进入))[^。，]{0,15}[。！!>» ]*",
                    "限时(?:优惠|特价|抢购)[^。，]{0,20}[！! ]*",
                    "(?:请)?(?:扫码|扫描(?:下方|上方)?二维码|扫一扫|长按(?:识别)?二维码)[^。]{0,8}(?:关注|添加|加微信|加群)[^。]{0,25}[。！! ]*",
                    "(?:请|欢迎)?关注(?:我们的?)?(?:官方)?(?:微信)?公众号[^。]{0,20}[。！! ]*",
                    "(?:请)?(?:添加|加)(?:小编|客服|我)?微信[^。]{0,25}[。！! ]*",
                    "免费领取[^。，]{0,30}[。！! ]*",
                    "(?:↑|︿)?\\s?返回顶部",
                    "(?:上一篇|下一篇)(?:文章)?(?:[:：].{0,80})?")));

    /** The same for notices that are known by a word in their middle. */
    private static final Map<String, Pattern> INNER = Map.of(
            "all rights reserved",
            Pattern.compile(".{0,60}(?:©|copyright|\\d{4}).{0,40}all rights reserved[.! ]*|all rights reserved.{0,30}"),
            "版权所有",
            Pattern.compile("(?!.*版权所有[者人权]).{0,50}版权所有[^。]{0,50}[。！! ]*"),
            "转载请",
            Pattern.compile(".{0,12}转载请(?:注明|联系).{0,50}"),
            "未经",
            Pattern.compile(
                    ".{0,20}未经.{0,8}(?:授权|许可|允许|同意).{0,8}(?:禁止|不得|严禁|请勿|谢绝).{0,6}(?:转载|复制|摘编|建立镜像)" + ".{0,30}"),
            "icp",
            Pattern.compile(".{0,60}icp[备证]\\s?\\d{5}.{0,40}"),
            "公网安备",
            Pattern.compile(".{0,60}公网安备\\s?\\d{5}.{0,40}"));

    /** Where a site's menu leads. */
    private static final Set<String> PLACES =
            Set.of(("home,homepage,start,news,blog,products,product,services,solutions,support,help,faq,"
                            + "contact,contact us,about,about us,login,log in,sign in,sign up,register,my account,account,cart,shop,store,search,"
                            + "sitemap,site map,privacy,privacy policy,cookie policy,terms,terms of use,terms of service,terms and conditions,"
                            + "imprint,careers,jobs,press,advertise,newsletter,subscribe,forum,community,archive,archives,gallery,downloads,"
                            + "feedback,legal,accessibility,"
                            + "首页,主页,新闻,资讯,产品,产品中心,服务,解决方案,关于,关于我们,联系,联系我们,登录,注册,帮助,下载,论坛,博客,招聘,"
                            + "加入我们,网站地图,隐私政策,用户协议,免责声明,友情链接,广告服务,意见反馈,会员,会员中心,购物车,商城")
                    .split(","));

    private static final Set<String> HOMES = Set.of("home", "homepage", "首页", "主页", "网站首页");

    private BoilerplateText() {}

    /** The text without such lines; the very same string if there are none. */
    public static String strip(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        Set<String> seen = new HashSet<>();
        CodeSpans code = CodeSpans.of(text);
        int span = 0;
        int start = 0;
        int lines = 0;
        String before = "";
        boolean changed = false;
        for (String line : text.split("\n", -1)) {
            String plain = line.strip();
            span = code.next(start, span);
            boolean exempt = code.covers(span, start) || code.covers(span, start + line.length()) || isMarkup(plain);
            boolean remove = !exempt
                    && !plain.isEmpty()
                    && (isNotice(plain) || isMenu(plain, before, lines) || isRepeated(plain, seen));
            if (remove) {
                changed = true;
            } else {
                kept.append(line).append('\n');
                lines += plain.isEmpty() ? 0 : 1;
                before = plain.isEmpty() ? before : plain;
            }
            start += line.length() + 1;
        }
        return changed ? UnicodeText.normalise(kept.toString()) : text;
    }

    /** Tables and formulas of Markdown repeat themselves for a reason. */
    private static boolean isMarkup(String line) {
        return line.startsWith("|") || line.startsWith("$") || line.startsWith("\\");
    }

    private static boolean isNotice(String line) {
        if (line.length() > LONGEST || line.length() < 2) {
            return false;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        return NOTICE.matcher(lower).matches()
                || INNER.entrySet().stream()
                        .anyMatch(each -> lower.contains(each.getKey())
                                && each.getValue().matcher(lower).matches());
    }

    /** {@code Home | Products | Contact} and, at a text's beginning, {@code 首页 > 产品 > 手机}. */
    private static boolean isMenu(String line, String before, int lines) {
        if (line.length() > LONGEST) {
            return false;
        }
        boolean path = line.indexOf('>') > 0 || line.indexOf('»') > 0 || line.indexOf('›') > 0;
        String[] items = line.split(path ? "[>»›]" : "[|｜·•]");
        int places = 0;
        for (String item : items) {
            String name = item.strip().toLowerCase(Locale.ROOT);
            if (name.length() > LONGEST_ITEM) {
                return false;
            }
            places += PLACES.contains(name) ? 1 : 0;
        }
        if (path) {
            boolean home = HOMES.contains(items[0].strip().toLowerCase(Locale.ROOT));
            boolean told = before.endsWith(":") || before.endsWith("：");
            return items.length >= LEAST_ITEMS && home && !told && lines < FIRST_LINES;
        }
        return items.length >= 2 && places >= 2 && 2 * places >= items.length;
    }

    private static boolean isRepeated(String line, Set<String> seen) {
        int weight = 0;
        for (int i = 0; i < line.length() && weight < REPEATED_FROM; i++) {
            weight += line.charAt(i) >= 0x2E80 ? 2 : 1;
        }
        return weight >= REPEATED_FROM && !seen.add(line);
    }
}
