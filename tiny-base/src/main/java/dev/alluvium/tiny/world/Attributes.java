package dev.alluvium.tiny.world;

import static dev.alluvium.tiny.world.EntityKind.PERSON;
import static dev.alluvium.tiny.world.EntityKind.PLACE;
import static dev.alluvium.tiny.world.EntityKind.POLICY;
import static dev.alluvium.tiny.world.EntityKind.PRODUCT;

import java.util.List;

/** The catalogue of attributes: six of a product, four of everything else. */
final class Attributes {
    private static final List<Attribute> ALL = List.of(
            attribute(PRODUCT, "wood", Values.WOODS)
                    .called("top wood|soundboard wood|front plate timber|wood of the top", "面板木材|音板用材|面板材料")
                    .asked(
                            "Which wood is the top of {e} made of?|What timber goes into the front of {e}?",
                            "{e}的面板用什么木材？|{e}的音板是什么木头？"),
            attribute(PRODUCT, "colour", Values.COLOURS)
                    .called("finish colour|varnish shade|standard finish|colour of the finish", "漆面颜色|外观颜色|标准色")
                    .asked("What colour is {e}?|In which shade is {e} varnished?", "{e}是什么颜色？|{e}漆成什么颜色？"),
            attribute(PRODUCT, "designer", Values.PEOPLE)
                    .called("designer|creator|design lead|author of the design", "设计师|设计者|设计人")
                    .asked("Who designed {e}?|Who drew up {e}?", "谁设计了{e}？|{e}是谁设计的？"),
            attribute(PRODUCT, "price", Values.PRICES)
                    .called("list price|catalogue price|retail price|official price", "标价|零售价|定价")
                    .asked("How much does {e} cost?|What do we charge for {e}?", "{e}多少钱？|{e}卖多少钱？"),
            attribute(PRODUCT, "weight", Values.WEIGHTS)
                    .called("weight|mass|net weight|weight in the data sheet", "重量|净重|质量数值")
                    .asked("How heavy is {e}?|How much does {e} weigh?", "{e}有多重？|{e}重多少？"),
            attribute(PRODUCT, "year", Values.YEARS)
                    .called("launch year|release year|year of introduction|first model year", "上市年份|推出年份|发布年份")
                    .asked("When did {e} come out?|In which year was {e} launched?", "{e}哪年上市？|{e}是哪一年推出的？"),
            attribute(PERSON, "role", Values.ROLES)
                    .called("job title|role|position|function in the company", "职位|岗位|职务")
                    .asked("What does {e} do in the company?|As what does {e} work?", "{e}是做什么的？|{e}担任什么工作？"),
            attribute(PERSON, "city", Values.CITIES)
                    .called("home town|city of residence|base city|town of residence", "常驻城市|所在城市|居住地")
                    .asked("Where does {e} live?|In which town is {e} based?", "{e}住在哪里？|{e}在哪个城市？"),
            attribute(PERSON, "badge", Values.CODES)
                    .called("badge number|staff number|employee code|personnel code", "工号|员工编号|工牌号")
                    .asked(
                            "Which badge does {e} carry?|Under which number is {e} on the staff list?",
                            "{e}工号多少？|{e}的编号是多少？"),
            attribute(PERSON, "instrument", Values.INSTRUMENTS)
                    .called(
                            "main instrument|favourite instrument|instrument of choice|preferred instrument",
                            "主修乐器|擅长乐器|首选乐器")
                    .asked("What does {e} play?|Which instrument does {e} play best?", "{e}演奏什么乐器？|{e}擅长什么乐器？"),
            attribute(PLACE, "manager", Values.PEOPLE)
                    .called("manager|head|person in charge|site lead", "经理|负责人|主管")
                    .asked("Who runs {e}?|Who is in charge of {e}?", "谁管理{e}？|{e}由谁负责？"),
            attribute(PLACE, "town", Values.CITIES)
                    .called("location|town|city of the site|place on the map", "地点|所在地|位置")
                    .asked("Where is {e}?|In which town is {e}?", "{e}在哪里？|{e}位于哪里？"),
            attribute(PLACE, "hours", Values.HOURS)
                    .called("opening time|start of business|hour of opening|daily start time", "开门时间|营业开始时间|开业时刻")
                    .asked("When does {e} open?|At what time does {e} start business?", "{e}几点开门？|{e}什么时候开始营业？"),
            attribute(PLACE, "capacity", Values.SEATS)
                    .called("capacity|number of seats|seating|seat count", "容量|座位数|座位总数")
                    .asked("How many seats does {e} have?|How many people can sit in {e}?", "{e}有多少座位？|{e}能坐多少人？"),
            attribute(POLICY, "approver", Values.ROLES)
                    .called("approver|approving role|person who must approve|sign-off role", "审批人|批准岗位|签批人")
                    .asked("Who approves {e}?|Who has to sign {e}?", "{e}由谁审批？|{e}要谁批准？"),
            attribute(POLICY, "days", Values.DAYS)
                    .called("time limit|deadline|period allowed|processing period", "期限|办理时限|处理期限")
                    .asked("How long may {e} take?|Within what time must {e} be done?", "{e}要多久？|{e}多久办完？"),
            attribute(POLICY, "fee", Values.PRICES)
                    .called("fee|charge|cost to the customer|handling fee", "费用|手续费|收费标准")
                    .asked("What does {e} cost the customer?|What is charged under {e}?", "{e}收多少钱？|{e}收费多少？"),
            attribute(POLICY, "department", Values.DEPARTMENTS)
                    .called(
                            "responsible department|owning team|department in charge|team responsible",
                            "负责部门|归口部门|主办部门")
                    .asked("Which team looks after {e}?|Which department handles {e}?", "{e}归哪个部门？|哪个部门负责{e}？"));

    private Attributes() {}

    static List<Attribute> of(EntityKind kind) {
        return ALL.stream().filter(attribute -> attribute.owner() == kind).toList();
    }

    private static Naming attribute(EntityKind owner, String id, Values values) {
        return (enNames, zhNames) -> (enQuestions, zhQuestions) ->
                new Attribute(id, owner, Phrases.of(enNames, zhNames), Phrases.of(enQuestions, zhQuestions), values);
    }

    private interface Naming {
        Asking called(String en, String zh);
    }

    private interface Asking {
        Attribute asked(String en, String zh);
    }
}
