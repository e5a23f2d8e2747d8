#!/usr/bin/env python3
"""Names and addresses, which are looked for only where the configuration asks for them.

    git clone --depth 1 https://github.com/microsoft/presidio-research
    python3 tools/judges/personal_names.py CLASSPATH presidio-research/data/synth_dataset_v2.json [--misses] [ORDINARY...]

English by presidio-research's synthetic set, its even cases (which may be read) and its odd ones (which are kept back) apart.
Chinese by texts that this script makes up. An entity is found where placeholders of its type cover half of it or more; a
placeholder that touches no entity of its type is a false one. ORDINARY are files of texts, one a line: what is found in them is
counted and shown by --misses.
"""
import collections
import json
import random
import sys

import personal

TYPES = {"PERSON": "PERSON", "STREET_ADDRESS": "ADDRESS"}

FAMILIES = (
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 "
    "魏 苏 吕 丁 任 卢 姚 沈 钟 姜 崔 谭 陆 范 汪 廖 石 金 韦 贾 夏 付 方 邹 熊 白 孟 秦 邱 侯 江 尹 薛 闫 段 雷 龙 黎 史 陶 贺 毛 郝 顾 龚 邵 "
    "万 覃 武 钱 戴 严 莫 孔 欧阳 司马 诸葛 上官 皇甫 慕容"
).split()
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文小晓春梅海燕浩宇轩子涵欣怡梓雨泽思远嘉豪佳琪若曦晨曦俊凯博雅婷婉清雪瑶天佑"
)
NAME_FRAMES = [
    "姓名：{}，请尽快联系。", "我叫{}，今年刚毕业。", "联系人：{}", "收件人{}，请放在门卫处。", "{}先生您好，您的快递已到。", "{}女士昨天来过。",
    "请把合同寄给{}经理。", "主治医生是{}医生。", "我的同事{}下周请假。", "她的丈夫{}是工程师。", "患者{}，男，四十五岁。", "“我不同意。”{}说。",
    "{}表示，项目已经完成。", "客户{}的投诉已受理。", "本人{}，自愿参加。", "他叫{}。", "乘客{}请到服务台。", "记者{}报道。", "昨天我和{}一起吃了饭。",
    "{}住在三楼。", "听说{}要结婚了。", "班长是{}。", "申请人：{}\n日期：周五", "法定代表人为{}。", "我是{}，想咨询一下。", "签收人：{}。", "{}同学获得一等奖。",
    "尊敬的{}女士：", "户名：{}", "由{}律师代理。",
]
CITIES = ["北京市海淀区", "上海市浦东新区", "广东省深圳市南山区", "浙江省杭州市西湖区", "四川省成都市武侯区", "江苏省苏州市吴中区", "湖北省武汉市洪山区", "陕西省西安市雁塔区",
          "辽宁省沈阳市于洪区", "山东省青岛市市南区", "杭州市", "南京市鼓楼区", "天津市和平区", "广州市从化区", "重庆市渝中区", "内蒙古自治区呼和浩特市新城区", "朝阳区", ""]
ROADS = ["中关村大街", "人民路", "和平路", "解放西路", "科技园南路", "学院路", "建设北街", "胜利巷", "长安街", "世纪大道", "中山东一路", "文化路", "桂林路", "松江镇新村路",
         "永康路", "西直门内大街", "望京西园三区", "教工路"]
TAILS = ["", "", "3号楼2单元501室", "5栋", "12层", "阳光小区6幢1单元302室", "B座1205", "科技大厦8楼", "201室", "碧水花园3栋1201"]
ADDRESS_FRAMES = [
    "地址：{}", "我住在{}。", "请寄到{}，谢谢。", "收货地址为{}，电话稍后发。", "公司位于{}。", "家庭住址：{}\n", "他从{}搬走了。", "包裹送到{}就行。",
    "注册地址是{}。", "我家在{}，靠近地铁。",
]


def chinese(rng):
    """Texts with where the name or address stands in them."""
    cases = []
    for _ in range(40):
        for frame in NAME_FRAMES:
            name = rng.choice(FAMILIES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice([1, 2, 2])))
            cases.append((frame, name, "PERSON"))
    for _ in range(80):
        for frame in ADDRESS_FRAMES:
            number = f"{rng.randrange(1, 999)}" + rng.choice(["号", "号", "号", "弄8号", "-2号"])
            cases.append((frame, rng.choice(CITIES) + rng.choice(ROADS) + number + rng.choice(TAILS), "ADDRESS"))
    for frame, value, kind in cases:
        start = frame.index("{}")
        yield frame.format(value), [(kind, start, start + len(value))]


def english(path):
    for case in json.load(open(path, encoding="utf-8")):
        yield case["full_text"], [
            (TYPES[span["entity_type"]], span["start_position"], span["end_position"])
            for span in case["spans"]
            if span["entity_type"] in TYPES
        ]


def judge(classpath, label, cases, misses):
    asked, found, placed, false = (collections.Counter() for _ in range(4))
    redacted = personal.redact(classpath, [text for text, _ in cases], everything=True)
    for (text, entities), after in zip(cases, redacted):
        replaced = personal.spans(text, after)
        for kind, start, end in entities:
            covered = sum(max(0, min(e, end) - max(s, start)) for t, s, e in replaced if t == kind)
            asked[kind] += 1
            if 2 * covered >= end - start:
                found[kind] += 1
            elif misses:
                print("missed", kind, repr(text[max(0, start - 30) : start]), repr(text[start:end]), repr(text[end : end + 20]))
        for kind, start, end in replaced:
            if kind not in TYPES.values():
                continue
            placed[kind] += 1
            if not any(k == kind and s < end and start < e for k, s, e in entities):
                false[kind] += 1
                if misses:
                    print("false", kind, repr(text[max(0, start - 30) : start]), repr(text[start:end]), repr(text[end : end + 20]))
    for kind in asked:
        right = placed[kind] - false[kind]
        print(f"{label:22} {kind:8} recall {found[kind] / asked[kind]:.3f} of {asked[kind]},"
              f" precision {right / max(1, placed[kind]):.3f} of {placed[kind]}")


def main(classpath, path, misses, ordinary):
    cases = list(english(path))
    judge(classpath, "English, may be read", cases[::2], misses)
    judge(classpath, "English, kept back", cases[1::2], False)
    judge(classpath, "Chinese, made up", list(chinese(random.Random(5))), misses)
    for file in ordinary:
        texts = [line.strip() for line in open(file, encoding="utf-8") if line.strip()]
        count = collections.Counter()
        for text, after in zip(texts, personal.redact(classpath, texts, everything=True)):
            for kind, start, end in personal.spans(text, after):
                count[kind] += 1
                if misses and kind in TYPES.values():
                    print("found", kind, repr(text[max(0, start - 20) : start]), repr(text[start:end]), repr(text[end : end + 15]))
        print(f"{file}: {len(texts)} texts, {sum(map(len, texts))} characters,", {k: count[k] for k in TYPES.values()})


if __name__ == "__main__":
    rest = [argument for argument in sys.argv[3:] if argument != "--misses"]
    main(sys.argv[1], sys.argv[2], "--misses" in sys.argv, rest)
