package dev.alluvium.cleaning.personal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that announce a name, go with it or rule it out; Latin ones in lower case. */
final class NameWords {
    /** Before a name, as a part of how somebody is addressed. */
    static final Set<String> TITLES =
            words("mr mrs ms miss mx dr prof professor doctor sir madam rev reverend judge sergeant sgt"
                    + " lieutenant capt colonel nurse herr frau monsieur madame señor señora signor signora");

    /** At the beginning of a letter. */
    static final Set<String> GREETINGS = words("dear hi hello hey");

    /** Before the name of one who is near to somebody. */
    static final Set<String> KIN = words(
            "son daughter kid wife husband mother mom mum father dad brother sister friend boss colleague"
                    + " nephew niece cousin roommate flatmate partner fiancé fiancée fiance fiancee neighbour neighbor uncle aunt grandfather"
                    + " grandmother grandson granddaughter stepson stepdaughter girlfriend boyfriend coworker supervisor landlord tenant");

    /** Before the name of one who does something; a name of two words or more counts behind them. */
    static final Set<String> ROLES = words(
            "by player singer actor actress author artist writer poet director coach lawyer attorney"
                    + " journalist reporter officer patient client customer employee student teacher applicant witness manager assistant"
                    + " drummer guitarist composer professor engineer physician therapist dentist driver passenger guest"
                    + " colonel detective inspector editor photographer resident recipient founder ceo chairman minister senator");

    /** Before a name, with or without "is", "to be" or a colon behind. */
    static final Set<String> NAMED = words("named called nicknamed");

    /** The last word of a field's name. */
    static final Set<String> FIELDS =
            words("name names patient customer client contact attendee attn attention recipient applicant"
                    + " employee tenant beneficiary passenger guest cardholder holder payee sender surname cc from to signed regards"
                    + " sincerely yours cheers");

    /** Behind a name of two words or more. */
    static final Set<String> SPEAKS = words(
            "said says asked asks replied told tells wrote writes explained added recalled answered claimed admitted"
                    + " lives lived shouted smiled laughed whispered married phoned emailed died born");

    /** Behind a name of one word too: what only a person does. */
    static final Set<String> HUMAN =
            words("shouted shouts smiled smiles laughed laughs whispered whispers shrugged nodded sighed grinned"
                    + " frowned blushed married");

    /** Given names that are seldom anything else, so that another word with a capital behind them is the family's name. */
    static final Set<String> GIVEN =
            words("aaron adam alan albert alex alexander alice alison amanda amy andrea andrew angela ann anna anne"
                    + " anthony antonio arthur barbara benjamin betty brandon brenda brian bruce carl carlos carmen carol caroline carolyn"
                    + " catherine charles cheryl christina christine christopher claire cynthia daniel david deborah debra dennis diana diane"
                    + " donald donna dorothy douglas edward eleanor elizabeth emily emma eric erika ethan eva evelyn fatima fernando frances"
                    + " francesca gary george gerald giovanni gloria gregory hannah harold heather heidi helen henry ingrid isabel isabella"
                    + " jacob james jane janet jason jeffrey jennifer jeremy jessica joan joe johannes john jonathan jorge jose joseph joshua"
                    + " joyce juan judith judy julia julie justin karen karl katherine kathleen keith kelly kenneth kevin kimberly larry laura"
                    + " lauren lawrence linda lisa lucas lucy luis margaret maria marie mario marta martha martin mary matthew megan melissa"
                    + " michael michelle miguel mohamed mohammed muhammad nancy natalie nathan nicholas nicole nicola olga oliver olivia pamela"
                    + " patricia patrick paul pedro peter philip pierre priya rachel ralph raymond rebecca ricardo richard robert roberto roger"
                    + " ronald roy russell ruth ryan samantha samuel sandra sara sarah scott sean sharon shirley simon sofia sophia sophie"
                    + " stefan stephanie stephen steven stuart susan teresa theresa thomas timothy tyler valentina vanessa victor vincent"
                    + " virginia walter wayne wendy william yusuf zachary");

    /** Within a name, between its words. */
    static final Set<String> PARTICLES =
            words("van von de der den del della di da dos das do la le ten ter al el bin ibn y zu");

    /** Words with a capital that are no name of a person, wherever they stand. */
    static final Set<String> NEVER =
            words("the a an my your his her their our its this that these those there here what who whom which"
                    + " when where why how and or but not no yes i we you he she it they if in on at of for from to as is are was were be"
                    + " monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
                    + " october november december all everyone everybody team sirs folks world guys friends colleagues customer sales"
                    + " support service customers users user god lord internet phone email mail address date time please thanks thank"
                    + " english american british french german italian spanish chinese japanese korean russian indian canadian australian"
                    + " mexican irish scottish swedish norwegian danish dutch polish turkish greek jewish muslim christian catholic european"
                    + " african asian inc ltd llc corp corporation company co university college school institute hospital bank street"
                    + " avenue road lane drive court hotel museum church park lake river mountain island city county state republic"
                    + " kingdom department ministry office center centre association foundation agency committee council party league"
                    + " group systems technologies software windows google microsoft apple amazon facebook twitter java python linux"
                    + " ok okay mr mrs ms miss dr");

    /** Behind a name these say that it is the name of a thing. */
    static final Set<String> THINGS = words(
            "street st avenue ave road rd lane drive court square boulevard inc ltd llc corp company"
                    + " university college school institute hospital bank hotel museum church park lake river bridge island airport"
                    + " station stadium tower award prize foundation cup act theorem law principle disease syndrome"
                    + " investments partners holdings group associates industries insurance capital management solutions media brothers"
                    + " cliffs flat flats heights hills valley point bay beach creek falls forest harbor harbour port springs village"
                    + " junction ridge crossing glen mountain mountains county city town palace castle cathedral library house");

    private NameWords() {}

    private static Set<String> words(String words) {
        return Arrays.stream(words.split(" ")).collect(Collectors.toUnmodifiableSet());
    }
}
