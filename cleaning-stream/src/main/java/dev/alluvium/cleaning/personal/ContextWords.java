package dev.alluvium.cleaning.personal;

/**
 * The words that speak for a number, by hash of their characters from the last to the first, so that one is found at the
 * place where it ends without a copy of the text. All are in lower case; a Latin word matches whole words alone.
 */
final class ContextWords {
    /** The longest word, in characters; a phrase of two Latin words counts as one with a blank between. */
    static final int LONGEST = 24;
    /** The longest word of Chinese characters. */
    static final int LONGEST_CHINESE = 6;

    private static final int SIZE = 2_048;
    private static final String[] WORDS = new String[SIZE];
    private static final int[] TOPICS = new int[SIZE];
    private static final long[] LAST = new long[(Character.MAX_VALUE + 1) / Long.SIZE];

    static {
        add(
                "电话 手机 座机 联系 致电 热线 传真 拨打 来电 去电 回电 打给 固话 联络 短信 同号 联系方式 拨 有事打 呼叫 通话 机主"
                        + " tel telephone phone phones mobile mobiles cell cellphone call dial ring fax whatsapp text sms"
                        + " contact reach callback hotline answering landline ph mob telefon telefono handy messages message"
                        + " extension desk direct"
                        + " 電話 電話番号 手機 聯絡 聯繫 聯繫電話 聯絡電話 攜帶 携帯 携帯電話 传呼 전화 전화번호 휴대폰 휴대전화 핸드폰 연락처"
                        + " телефон телефона тел моб мобильный téléphone téléphones tél portable teléfono telefone telefoon móvil"
                        + " telemóvel celular mobil mobilnummer handynummer telefonnummer rufnummer",
                NumberTopic.PHONE);
        add("卡号 银行卡 信用卡 储蓄卡 借记卡 银联卡 工资卡 card cards visa mastercard unionpay amex cc maestro jcb", NumberTopic.CARD);
        add("对公 开户 收款", NumberTopic.CARD, NumberTopic.ACCOUNT);
        add(
                "账号 帐号 账户 帐户 账户号 帐户号 账户号码 帐户号码 帳號 賬號 帳戶 賬戶 account acct a/c acc konto kontonummer kontonr kto bankkonto girokonto sparkonto"
                        + " bankverbindung de_compte du_compte le_compte mon_compte votre_compte son_compte compte_bancaire"
                        + " compte_courant compte_n compte_nº compte_no de_cuenta cuenta_bancaria mi_cuenta di_conto conto_corrente",
                NumberTopic.CARD,
                NumberTopic.ACCOUNT,
                NumberTopic.OWN_ACCOUNT);
        add("account_of", NumberTopic.COUNTED);
        add(
                "身份证 身份证号 身份证号码 身份号码 证件号 证件号码 身份证明 公民身份 居民身份 身份号 身份证件 sfz id_card identity resident_id national_id citizen 身分證 身份證 身分證字號 身份證號 身份證號碼",
                NumberTopic.RESIDENT_ID);
        add("id_number id_no citizen_id", NumberTopic.RESIDENT_ID);
        add("hkid nric", NumberTopic.RESIDENT_ID);
        add("证件 证号 实名 身份 身证 本人", NumberTopic.PAPERS);
        add("信用代码 统一代码 税号 纳税人 credit_code uscc", NumberTopic.CREDIT_CODE);
        add(
                "护照 护照号 通行证 回乡证 台胞证 旅行证 護照 護照號碼 パスポート 旅券 여권 passport passports passeport pasaporte passaporte reisepass паспорт",
                NumberTopic.PASSPORT);
        add("签证 出境 入境 出国 登机 值机 visa travel_document boarding", NumberTopic.PAPERS);
        add(
                "地址 主机 服务器 来自 登录 登陆 访问 网关 节点 网址 解析 ip ipv4 ips address addresses host server dns gateway proxy"
                        + " client peer ping ssh curl whois from",
                NumberTopic.IP);
        add("车牌 牌照 车号 号牌 车辆 停车 违章 驾驶 plate plates", NumberTopic.PLATE);
        add("ssn social_security 社会安全 社安", NumberTopic.SSN);
        add("mac macs bssid ethernet hwaddr arp hardware_address physical_address 物理地址 网卡 无线网卡 硬件地址", NumberTopic.MAC);
        add(
                "驾驶证 驾驶证号 驾照 驾照号 行驶证 driving_licence driving_license driver_license driver_licence drivers_license drivers_licence"
                        + " driver's_license driver's_licence dl",
                NumberTopic.DRIVING_LICENCE);
        add("qq 扣扣 企鹅号", NumberTopic.QQ);
        add("微信 微信号 微信號 微訊 加微 加微信 wechat weixin wx vx 威信 薇信", NumberTopic.WECHAT);
        add("wechat_id", NumberTopic.WECHAT);
        add(
                "v 固件 内核 软件包 升级 更新 第 章 节 小节 条款 附录 表 图 驱动 补丁 安装包 条 firmware kernel release section sections"
                        + " clause chapter article paragraph appendix annex table figure package driver sdk patch upgrade upgraded"
                        + " update updated install installed library runtime",
                NumberTopic.VERSION);
        add("版本 version versions ver build builds revision", NumberTopic.OTHER, NumberTopic.VERSION);
        add(
                "订单 合同号 单号 流水 流水号 编号 编码 序列 运单 快递 物流 发票 批次 批号 条码 货号 工单 合同 时间戳 型号 凭证 货单 设备号 资产号 交易号"
                        + " 会话 表号 架号 箱号 柜号 户号 桩号 料号 图号 档案号 样品 读数 校验 校验值 哈希 工号 学号 病历号 住院号 就诊号 门诊号 票号"
                        + " 序号 保单 案号 房号 邮编 尾号 面单 提单 电表 水表 累计 合计 总计 共计 播放 点击量 浏览量 阅读量 播放量 金额 人口 总数"
                        + " oid order orders serial tracking invoice invoices batch timestamp sku isbn issn ean upc ticket sn uuid trace imei"
                        + " imsi iccid chassis checksum barcode vin lot waybill transaction txn hash seq sequence commit rma s/n p/n"
                        + " total amount population",
                NumberTopic.OTHER);
        add(
                "客户 用户 会员 员工 学生 患者 病人 买家 卖家 读者 病历 住院 就诊 门诊 先生 女士 小姐 师傅 老师 经理 收件人 联系人 乙方 甲方 快递员"
                        + " 寄件人 申请人 持卡人 业主 租客 part meter request case patient member employee student customer client's user"
                        + " policy product item model asset device document file record session job task contract bill receipt reference"
                        + " shipment parcel container buyer seller caller recipient",
                NumberTopic.COUNTED);
        add("号 代码 號 番号 번호 номер no nos num number numbers nr n nº id ids code ref", NumberTopic.NUMBER);
        add(
                "码 号码 號碼 為 는 은 です は 码 是 为 的 即 改为 如下 更正 一栏 is was are the of a an my our your his her their registered new current est le la es el ist die der das meine mon ma mi",
                NumberTopic.FILLER);
        add("到 给 打 我 您 你 请 在 他 她 至 找 at on to me us him them by or and via for using back", NumberTopic.LINK);
    }

    private ContextWords() {}

    private static void add(String words, NumberTopic... topics) {
        int mask = 0;
        for (NumberTopic topic : topics) {
            mask |= topic.bit();
        }
        for (String word : words.split(" ")) {
            put(word.replace('_', ' '), mask);
        }
    }

    private static void put(String word, int topics) {
        int hash = 0;
        for (int i = word.length() - 1; i >= 0; i--) {
            hash = step(hash, word.charAt(i));
        }
        int slot = slot(hash);
        while (WORDS[slot] != null && !WORDS[slot].equals(word)) {
            slot = (slot + 1) % SIZE;
        }
        WORDS[slot] = word;
        TOPICS[slot] |= topics;
        char last = word.charAt(word.length() - 1);
        LAST[last >> 6] |= 1L << last;
    }

    /** Whether any word ends with {@code c}, which is no Latin capital. */
    static boolean mayEnd(char c) {
        return (LAST[c >> 6] & 1L << c) != 0;
    }

    /** The hash of a word and the character before it. */
    static int step(int hash, char c) {
        return hash * 31 + c;
    }

    /** The topics of the word from {@code from} to {@code end}, whose hash is {@code hash}; 0 if there is no such word. */
    static int topics(CharSequence text, int from, int end, int hash) {
        int slot = slot(hash);
        while (WORDS[slot] != null) {
            if (equals(WORDS[slot], text, from, end)) {
                return TOPICS[slot];
            }
            slot = (slot + 1) % SIZE;
        }
        return 0;
    }

    /** The topics of two words with a blank, or what stands for one, between; {@code hash} is theirs with a blank. */
    static int phrase(CharSequence text, int from, int end, int second, int to, int hash) {
        int slot = slot(hash);
        while (WORDS[slot] != null) {
            String words = WORDS[slot];
            int blank = end - from;
            boolean same = words.length() == blank + 1 + to - second
                    && words.charAt(blank) == ' '
                    && equals(words, 0, text, from, end)
                    && equals(words, blank + 1, text, second, to);
            if (same) {
                return TOPICS[slot];
            }
            slot = (slot + 1) % SIZE;
        }
        return 0;
    }

    private static boolean equals(String words, int at, CharSequence text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (words.charAt(at + i - from) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 15) & SIZE - 1;
    }

    /** {@code c} as a small letter. */
    static char lower(char c) {
        return c < 128 ? Ascii.lower(c) : Character.toLowerCase(c);
    }

    private static boolean equals(String word, CharSequence text, int from, int end) {
        if (word.length() != end - from) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != lower(text.charAt(from + i))) {
                return false;
            }
        }
        return true;
    }
}
