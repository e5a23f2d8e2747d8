package dev.alluvium.tiny.world;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Draws a value of one kind; what two draws have in common is that either could be true. */
interface Values {
    Values WOODS = oneOf("spruce/云杉,cedar/雪松,maple/枫木,walnut/胡桃木,mahogany/桃花心木,rosewood/玫瑰木,cherry/樱桃木,"
            + "ash/白蜡木,larch/落叶松,pear/梨木,koa/相思木,bubinga/布宾加木,yew/紫杉,teak/柚木,linden/椴木,ebony/乌木");
    Values COLOURS = oneOf("amber/琥珀色,black/黑色,cherry red/樱桃红,honey/蜂蜜色,ivory/象牙白,navy/海军蓝,sunburst/日落色,"
            + "natural/原木色,tobacco/烟草色,silver/银色,teal/青绿色,crimson/绯红色,pearl/珍珠色,olive/橄榄绿,copper/古铜色");
    Values ROLES = oneOf("luthier/制琴师,buyer/采购员,tuner/调音师,accountant/会计,sales lead/销售主管,archivist/档案员,"
            + "engineer/工程师,courier/快递员,quality inspector/质检员,clerk/文员,chemist/化学师,lawyer/律师,welder/焊工,"
            + "translator/翻译,planner/计划员");
    Values CITIES = oneOf("Lisbon/里斯本,Vienna/维也纳,Porto/波尔图,Oslo/奥斯陆,Kyoto/京都,Turin/都灵,Leipzig/莱比锡,"
            + "Bergen/卑尔根,Suzhou/苏州,Xiamen/厦门,Ghent/根特,Graz/格拉茨,Riga/里加,Malmo/马尔默,Harbin/哈尔滨,"
            + "Bilbao/毕尔巴鄂,Tallinn/塔林,Chengdu/成都,Geneva/日内瓦,Dalian/大连");
    Values INSTRUMENTS = oneOf("violin/小提琴,cello/大提琴,guitar/吉他,flute/长笛,harp/竖琴,oboe/双簧管,piano/钢琴,"
            + "erhu/二胡,pipa/琵琶,guzheng/古筝,trumpet/小号,banjo/班卓琴,zither/齐特琴,horn/圆号,bassoon/巴松管");
    Values DEPARTMENTS = oneOf("finance/财务部,logistics/物流部,customer care/客服部,repair shop/维修部,legal/法务部,"
            + "export office/出口部,marketing/市场部,stock room/库房,safety office/安全办,design studio/设计室,"
            + "archive/档案室,training centre/培训中心");
    Values PEOPLE = random -> BilingualText.same(InventedNames.signature(random));
    Values YEARS = random -> BilingualText.same(String.valueOf(1950 + random.nextInt(74)));
    Values CODES = random -> BilingualText.same((char) ('A' + random.nextInt(8)) + "-" + (100 + random.nextInt(900)));
    Values HOURS = random ->
            BilingualText.same((6 + random.nextInt(6)) + ":" + InventedNames.pick(random, "00", "15", "30", "45"));
    Values WEIGHTS = random -> amount((1 + random.nextInt(9)) + "." + random.nextInt(10), " kg", "公斤");
    Values PRICES = random -> amount(5 * (2 + random.nextInt(300)), " crowns", "克朗");
    Values SEATS = random -> amount(10 * (2 + random.nextInt(60)), " seats", "座");
    Values DAYS = random -> amount(2 + random.nextInt(58), " days", "天");

    BilingualText draw(Random random);

    /** Draws until the value differs from {@code other} in both languages. */
    default BilingualText drawOtherThan(BilingualText other, Random random) {
        BilingualText drawn = draw(random);
        while (drawn.en().equals(other.en()) || drawn.zh().equals(other.zh())) {
            drawn = draw(random);
        }
        return drawn;
    }

    /** Every possible value, or none where they are too many to list. */
    default List<BilingualText> vocabulary() {
        return List.of();
    }

    /** Values that can be listed. */
    record OneOf(@Override List<BilingualText> vocabulary) implements Values {
        @Override
        public BilingualText draw(Random random) {
            return vocabulary.get(random.nextInt(vocabulary.size()));
        }
    }

    private static Values oneOf(String pairs) {
        return new OneOf(
                Arrays.stream(pairs.split(",", -1)).map(BilingualText::parse).toList());
    }

    private static BilingualText amount(Object number, String en, String zh) {
        return new BilingualText(number + en, number + zh);
    }
}
