package dev.alluvium.knowledge.decode;

import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * GB18030, Big5, Shift-JIS, EUC-JP and EUC-KR told from each other. Most bytes of one of them are some characters of
 * another as well; only in the right one they are those that every text of the language is full of.
 */
final class EastAsianText {
    /** Share of the commonest characters that a text has in its own encoding. */
    private static final double COMMON = 0.15;

    private static final int FEWEST = 2;

    /** How many times as many of them as in the next encoding. */
    private static final double AHEAD = 1.5;

    /** Share of characters that the language's texts are made of at all. */
    private static final double OWN = 0.9;

    private static final double GB2312_SHARE = 0.9;
    private static final int GB2312_FIRST = 0xA1;

    /** From here on characters are in the order of radicals, for they are rare: texts of other encodings are full of them. */
    private static final int GB2312_RARE = 0xD8;

    private static final int GB2312_LAST = 0xF7;

    private static final String SIMPLIFIED =
            "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分"
                    + "还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美"
                    + "相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打"
                    + "量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程请";

    private static final String TRADITIONAL =
            "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分"
                    + "還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美"
                    + "相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打"
                    + "量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程請";

    private static final String JAPANESE = "日本人年大国会社出中一上生行時分間見月後前高的不用使定合名部新場入力数字有無文書";

    private static final String KOREAN = "이다는을에의가고하지은를로한어기나사도서리있인자그시아해정일대수들보으만부라여과제전장상구조스주면게했였것등니성화안국동세었와생원소공적유무신경중오계관선"
            + "내때년마모우방개더위연비당재발요물된실단분식용할학회진문업결래영산심명말음간건양려치행입미거않없체습합값";

    /** One encoding and what its texts are made of. */
    private record Candidate(Charset charset, String name, String common, boolean kana, boolean hangul) {
        static Candidate of(String charset, String name, String common, boolean kana, boolean hangul) {
            return new Candidate(Charset.forName(charset), name, common, kana, hangul);
        }
    }

    private static final Candidate GB = Candidate.of("GB18030", "GB18030", SIMPLIFIED, false, false);

    private static final List<Candidate> CANDIDATES = List.of(
            GB,
            Candidate.of("x-windows-950", "Big5", TRADITIONAL, false, false),
            Candidate.of("windows-31j", "Shift-JIS", JAPANESE, true, false),
            Candidate.of("EUC-JP", "EUC-JP", JAPANESE, true, false),
            Candidate.of("x-windows-949", "EUC-KR", KOREAN, false, true));

    /** How a text reads in an encoding: shares of its characters beyond ASCII. */
    private record Score(Candidate candidate, double own, double common, int count) {}

    private EastAsianText() {}

    /** The encoding if it is certain, else null. */
    static @Nullable Charset certain(byte[] bytes, boolean whole) {
        List<Score> scores = scores(bytes, whole);
        if (!scores.isEmpty()) {
            Score best = scores.get(0);
            double next = scores.size() > 1 ? scores.get(1).common() : 0;
            if (best.count() >= FEWEST && best.common() >= COMMON && best.common() >= AHEAD * next) {
                return best.candidate().charset();
            }
        }
        boolean others = scores.stream().anyMatch(score -> score.candidate() != GB && score.common() >= COMMON);
        boolean known = scores.stream().anyMatch(score -> score.candidate() == GB && score.count() > 0);
        return looksLikeGb2312(bytes, whole, known) && !others ? GB.charset() : null;
    }

    /** The encodings that it may be in, for a sentence; empty if it is in none of these. */
    static String possible(byte[] bytes, boolean whole) {
        return scores(bytes, whole).stream()
                .limit(2)
                .map(score -> score.candidate().name())
                .collect(Collectors.joining(" or "));
    }

    private static List<Score> scores(byte[] bytes, boolean whole) {
        return CANDIDATES.stream()
                .filter(candidate -> TextEncoding.fits(bytes, candidate.charset(), whole))
                .map(candidate -> score(candidate, new String(bytes, candidate.charset())))
                .filter(score -> score.own() >= OWN)
                .sorted(Comparator.comparingDouble(Score::common).reversed())
                .toList();
    }

    private static Score score(Candidate candidate, String text) {
        int beyond = 0;
        int own = 0;
        int common = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            beyond++;
            boolean frequent =
                    candidate.kana() && isKana(c) || candidate.common().indexOf(c) >= 0;
            common += frequent ? 1 : 0;
            own += frequent || isOwn(candidate, c) ? 1 : 0;
        }
        return beyond == 0
                ? new Score(candidate, 0, 0, 0)
                : new Score(candidate, (double) own / beyond, (double) common / beyond, common);
    }

    private static boolean isOwn(Candidate candidate, char c) {
        if (candidate.hangul()) {
            return c >= '가' && c <= '힣' || isMark(c);
        }
        return c >= '一' && c <= '\u9FA5' || isMark(c) || candidate == GB && isKana(c);
    }

    private static boolean isKana(char c) {
        return c >= 'ぁ' && c <= 'ヺ' || c == 'ー';
    }

    /** Punctuation and signs of all of them, and letters of full width. */
    private static boolean isMark(char c) {
        return c >= '\u3000' && c <= '\u301F'
                || c >= '！' && c <= '～'
                || c >= '\u2010' && c <= '\u2040'
                || "·・×÷°±￥￡∶→←↑↓①②③④⑤℃§─".indexOf(c) >= 0;
    }

    /** Whether nearly all characters are of the block of GB 2312: what is read as Chinese where nothing else is. */
    private static boolean looksLikeGb2312(byte[] bytes, boolean whole, boolean known) {
        int pairs = 0;
        int common = 0;
        int rare = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            int first = bytes[i] & 0xFF;
            if (first < 0x80) {
                continue;
            }
            int second = bytes[++i] & 0xFF;
            pairs++;
            common += first >= GB2312_FIRST && first <= GB2312_LAST && second >= GB2312_FIRST ? 1 : 0;
            rare += first >= GB2312_RARE ? 1 : 0;
        }
        return pairs > 0
                && (known ? rare * 2 <= pairs : rare == 0)
                && common >= GB2312_SHARE * pairs
                && TextEncoding.fits(bytes, GB.charset(), whole);
    }
}
