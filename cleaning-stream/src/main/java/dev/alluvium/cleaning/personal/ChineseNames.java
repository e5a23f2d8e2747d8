package dev.alluvium.cleaning.personal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of people in Chinese characters: a surname with one or two characters behind it, announced by a word such as 姓名 or 我叫,
 * followed by a form of address such as 先生 or 医生, or at the beginning of a clause before a verb of speaking. A name that was found
 * once is found wherever it stands in the text. A name by itself, without any of these, is not found.
 */
final class ChineseNames {
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗凤方俞任袁柳"
            + "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵"
            + "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应丁宣邓郁洪包左石崔吉龚程裴陆荣翁荀惠甄封储靳段焦巴"
            + "牧谷侯仰秋仲伊宫宁仇栾甘厉武符刘景詹龙叶黎薄白蒲卓蔺屠蒙池乔阴鬱谭邢温庄晏柴瞿阎慕连茹习艾向古易慎廖衡耿匡文"
            + "寇阙欧沃蔚越隆巩聂晁敖融冷辛阚简饶曾沙关荆游竺盖肖闫覃尚靖岳佟佘佴";
    private static final String[] DOUBLE = {
        "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "东方", "独孤", "南宫", "端木", "轩辕", "长孙", "宇文",
        "百里", "呼延"
    };
    private static final String[] LABELS = {
        "姓名", "名字", "联系人", "收件人", "收货人", "寄件人", "发件人", "户名", "持卡人", "申请人", "患者", "病人", "经办人", "负责人", "签收人", "乘客", "旅客",
        "客户", "员工", "学生", "投保人", "受益人", "法定代表人", "法人", "监护人", "姓名是", "姓名为", "名字是", "名字叫", "我叫", "我是", "名叫", "他叫", "她叫",
        "叫做", "本人", "同事", "朋友", "同学", "邻居", "丈夫", "妻子", "儿子", "女儿", "老公", "老婆", "哥哥", "弟弟", "姐姐", "妹妹", "父亲", "母亲",
        "爸爸", "妈妈", "医生", "律师", "记者", "作者", "编辑", "老师", "经理", "房东", "租客", "业主", "司机", "甲方", "乙方"
    };
    private static final String[] TITLES = {
        "先生", "女士", "小姐", "太太", "老师", "教授", "医生", "大夫", "律师", "经理", "主任", "同学", "警官", "师傅", "阿姨", "叔叔", "护士", "法官",
        "院长", "校长", "局长", "处长", "科长", "总监", "博士", "同志"
    };
    private static final String[] SPEAKS = {
        "说", "表示", "认为", "指出", "介绍", "告诉", "回忆", "透露", "强调", "坦言", "解释", "补充道", "回答", "问道", "笑道", "写道"
    };
    /** Words of two characters that begin as a surname does. */
    private static final Set<String> WORDS = Arrays.stream(
                    ("高通 高盛 高德 万科 万达 苏宁 康佳 安踏 高级 高等 高中 高校 高层 高铁 高速 高度 金融 金牌 金属 金额 安全 安装 安排 安心 方面 方法 方案 方式 方便 马上 马路 白天 白色"
                                    + " 白宫 白酒 黄色 黄金 江苏 江西 江南 石油 石头 万一 成为 文化 文件 文章 文字 文学 水平 时间 于是 许多 周围 周末 周期 周一 周二 周三 周四 周五"
                                    + " 周日 任何 任务 任教 任课 平均 平台 平时 平安 全部 全国 全体 全面 全球 全家 常常 常见 经常 关于 关系 关键 关注 连接 连续 连锁 温度 温暖 程序 程度"
                                    + " 严格 严重 路上 路由 路边 计算 管理 管道 项目 双方 单位 单独 包括 包装 包含 应该 应用 应当 解决 解放 解释 商业 花园 夏天 夏季 夏令 秋天 秋季 明天 明年"
                                    + " 明确 明白 强调 强大 广告 广州 广东 广西 满意 满足 满分 利用 利益 利润 向上 后来 后面 后勤 后台 相关 相信 相同 相机 相应 容易 古代 古典 易于 游戏 游客"
                                    + " 简单 简介 红色 红酒 权利 权威 师范 师生 武汉 武术 武器 宁波 宁夏 宁可 龙头 石家 米饭 元素 元旦 余额 伍佰 乐队 乐观 乐器 华为 华人 华南 华北 华东 房东 房屋"
                                    + " 房产 房地 车间 车主 车辆 车站 班长 班级 居民 居住 步骤 沙发 沙漠 牧师 谷歌 谷物 景区 景点 司机 司法 司令 温州 苏州 贵州 郑州 汤姆 米兰 韩国 泰国 王国 国王"
                                    + " 唐代 宋代 秦朝 汉朝 明朝 元朝 唐朝 宋朝 英语 数学 语文 盛大 盛行 尤其 何时 何况 何种 施工 施加 那么 那些 那个 那时 封闭 封面 强烈 空乘 养老 养殖 查看 查询 查找"
                                    + " 蒙古 欧洲 欧美 欧盟 巴黎 巴西 毛病 毛巾 柳州 福州 舒适 舒服 纪念 纪律 祝福 祝愿 路线 梅花 终于 终端 终身 益处 越来 越南 越野 万分 万事 左右 左边 左侧 应对 应急 江湖"
                                    + " 林业 林区 石材 全职 全科 主任 温馨 荣誉 荣幸 洪水 季度 季节 农业 田间 钟表 程式 郎中 冷静 冷却 冷藏 辛苦 融合 融资 沃尔 隆重 宫殿 仲裁 伊朗 储存 储蓄 储备 侯选 甘肃 易经")
                            .split(" "))
            .collect(Collectors.toUnmodifiableSet());
    /** No given name ends or begins with these; a name before them is over. */
    private static final String NEVER =
            "的是在和与及说今来于有了对从住电手身先女性年月日号已将被把向给并也都就又而但这那你我他她它们吗呢吧啊到去为以等或之，。第个家族某总经理老师医生教主任班大学同会工" + "请打找问表认指告介";

    private static final int MOST = 4;
    private static final BitSet SINGLE = new BitSet();
    private static final BitSet BEGINNINGS = new BitSet();

    static {
        SURNAMES.chars().forEach(SINGLE::set);
        BEGINNINGS.or(SINGLE);
        Arrays.stream(DOUBLE).forEach(each -> BEGINNINGS.set(each.charAt(0)));
    }

    private final CharSequence text;
    private final List<PersonalSpan> found = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private ChineseNames(CharSequence text) {
        this.text = text;
    }

    /** The names in {@code text}, in order. */
    static List<PersonalSpan> scan(CharSequence text) {
        ChineseNames names = new ChineseNames(text);
        names.scan();
        return names.found.isEmpty() ? names.found : names.again();
    }

    private void scan() {
        int end = 0;
        for (int at = 0; at < text.length(); at++) {
            if (at < end || !isSurname(at)) {
                continue;
            }
            int last = nameEnd(at);
            if (last > at) {
                found.add(new PersonalSpan(PersonalType.PERSON, at, last));
                if (last - at > surname(at)) {
                    known.add(text.subSequence(at, last).toString());
                }
                end = last;
            }
        }
    }

    /** End of the name that begins at {@code start} with a surname, or -1. */
    private int nameEnd(int start) {
        int surname = surname(start);
        if (start + 2 <= text.length()
                && surname == 1
                && WORDS.contains(text.subSequence(start, start + 2).toString())) {
            return -1;
        }
        int label = labelBefore(start);
        for (int given = 2; given >= 0; given--) {
            int end = start + surname + given;
            if (isGiven(start + surname, end)
                    && isOver(end, TITLES)
                    && (given > 0 || isOver(end, TITLES))
                    && begins(start, given)) {
                return end;
            }
        }
        if (label > 0) {
            return announced(start + surname, label == 2);
        }
        for (int given = 2; given >= 1; given--) {
            int end = start + surname + given;
            if (isGiven(start + surname, end) && isClause(start) && isOver(end, SPEAKS)) {
                return end;
            }
        }
        return -1;
    }

    /** 1 behind a word that announces a name, 2 behind one and a colon, else 0. */
    private int labelBefore(int start) {
        int at = start;
        boolean colon = false;
        while (at > 0 && start - at < 3 && ":：是为 　".indexOf(text.charAt(at - 1)) >= 0) {
            colon |= text.charAt(at - 1) == ':' || text.charAt(at - 1) == '：';
            at--;
        }
        for (String label : LABELS) {
            if (Ascii.startsWith(text, label, at - label.length())) {
                return colon ? 2 : 1;
            }
        }
        return 0;
    }

    /** End of the given name that begins at {@code from} behind a label: two characters, or one before what goes on otherwise. */
    private int announced(int from, boolean colon) {
        int end = from;
        while (end < text.length() && end - from < MOST && isHan(text.charAt(end))) {
            end++;
        }
        int length = end - from;
        if (colon && length <= 2) {
            return length > 0 && isGiven(from, end) ? end : -1;
        }
        if (length >= 2 && isGiven(from, from + 2)) {
            return from + 2;
        }
        return length >= 1 && isGiven(from, from + 1) ? from + 1 : -1;
    }

    /** Whether nothing before belongs to the same word: a surname alone before a title needs it. */
    private boolean begins(int start, int given) {
        if (start == 0 || !isHan(text.charAt(start - 1))) {
            return true;
        }
        return given > 0 || "请和与跟找给问对向是叫见让把被及的了告、".indexOf(text.charAt(start - 1)) >= 0;
    }

    private boolean isClause(int start) {
        return start == 0 || "。，；：！？、\n“\"（ 　".indexOf(text.charAt(start - 1)) >= 0;
    }

    private boolean isOver(int end, String[] words) {
        for (String word : words) {
            if (Ascii.startsWith(text, word, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGiven(int start, int end) {
        if (end > text.length()) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!isHan(text.charAt(i)) || NEVER.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isSurname(int at) {
        char c = text.charAt(at);
        return c >= 0x4E00 && BEGINNINGS.get(c) && (SINGLE.get(c) || surname(at) == 2);
    }

    private int surname(int at) {
        for (String each : DOUBLE) {
            if (Ascii.startsWith(text, each, at)) {
                return 2;
            }
        }
        return 1;
    }

    /** What was found, and every other place where one of those names stands. */
    private List<PersonalSpan> again() {
        List<PersonalSpan> all = new ArrayList<>();
        int next = 0;
        int at = 0;
        while (at < text.length()) {
            if (next < found.size() && found.get(next).start() == at) {
                all.add(found.get(next));
                at = found.get(next++).end();
                continue;
            }
            int end = isSurname(at)
                    ? knownEnd(at, next < found.size() ? found.get(next).start() : text.length())
                    : -1;
            if (end > at) {
                all.add(new PersonalSpan(PersonalType.PERSON, at, end));
            }
            at = Math.max(end, at + 1);
        }
        return all;
    }

    private int knownEnd(int start, int most) {
        for (int length = MOST; length > 1; length--) {
            boolean fits = start + length <= most;
            if (fits && known.contains(text.subSequence(start, start + length).toString())) {
                return start + length;
            }
        }
        return -1;
    }

    private static boolean isHan(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }
}
