"""Two hundred general questions with known answers, none of which the product ships: what a base knew must still be known.

An answer is right if it contains one of the accepted forms as whole words, in any case; a chemical symbol as it is written.
"""
import re

CAPITALS = """Belgium Brussels;the Netherlands Amsterdam;Denmark Copenhagen;Switzerland Bern;Turkey Ankara;India Delhi;
South Korea Seoul;Thailand Bangkok;Vietnam Hanoi;Indonesia Jakarta;the Philippines Manila;Argentina Aires;Colombia Bogota|Bogotá;
Venezuela Caracas;Morocco Rabat;Nigeria Abuja;Ethiopia Ababa;Iran Tehran;Iraq Baghdad;Pakistan Islamabad;
Bangladesh Dhaka;Nepal Kathmandu;Australia Canberra;New Zealand Wellington;Ukraine Kyiv|Kiev;Romania Bucharest;Bulgaria Sofia;
Serbia Belgrade;Croatia Zagreb;Slovakia Bratislava;Iceland Reykjavik|Reykjavík;Jamaica Kingston;Ecuador Quito;Uruguay Montevideo"""
OPPOSITES = """day night;fast slow;happy sad|unhappy;tall short;rich poor;clean dirty;loud quiet|soft|silent;heavy light;thick thin;
true false;win lose;buy sell;push pull;inside outside;begin end|finish|stop;love hate|hatred;war peace;friend enemy|foe;
long short;near far;good bad|evil;above below|under;success failure;empty full;asleep awake;cheap expensive;brave afraid|cowardly|coward;
sweet sour|bitter;narrow wide|broad;remember forget"""
PLURALS = """mouse mice;foot feet;tooth teeth;man men;woman women;goose geese;city cities;baby babies;box boxes;leaf leaves;knife knives;
person people;bus buses;wolf wolves;country countries"""
PAST = """run ran;eat ate;see saw;take took;write wrote;swim swam;buy bought;think thought;fly flew;sing sang;begin began;drink drank;
give gave;speak spoke;break broke"""
YOUNG = "cat kitten;cow calf;sheep lamb;horse foal;hen chick;lion cub;goat kid;duck duckling"
SUMS = """3 + 4|7|seven;5 + 5|10|ten;6 + 2|8|eight;8 + 1|9|nine;20 + 20|40|forty;9 + 9|18|eighteen;15 + 5|20|twenty;
100 + 50|150;30 + 12|42;7 - 3|4|four;10 - 6|4|four;20 - 5|15|fifteen;9 - 2|7|seven;50 - 25|25;2 times 3|6|six;5 times 5|25;
3 times 3|9|nine;4 times 5|20|twenty;7 times 2|14|fourteen;10 times 6|60|sixty;12 divided by 4|3|three;20 divided by 2|10|ten"""
CONTINENTS = """France Europe;Egypt Africa;India Asia;Canada North America;Japan Asia;Nigeria Africa;Argentina South America;Italy Europe;
Mexico North America;China Asia;Spain Europe;Peru South America;Thailand Asia;Morocco Africa"""
LANGUAGES = "France French;Spain Spanish;Italy Italian;Russia Russian;Japan Japanese;Portugal Portuguese;Mexico Spanish;Egypt Arabic"
CURRENCIES = "India rupee;China yuan|renminbi;Russia ruble|rouble;Mexico peso;Germany euro;Switzerland franc;South Korea won;Brazil real"
SYMBOLS = """oxygen O;hydrogen H;iron Fe;silver Ag;sodium Na;carbon C;helium He;nitrogen N;copper Cu;lead Pb"""
SYMBOLS_SAID = {pair.strip().rsplit(" ", 1)[1] for pair in SYMBOLS.split(";")}
OTHERS = """What colour is fresh grass?|green
What colour is snow?|white
What colour is a ripe tomato?|red
What colour do you get from mixing red and white?|pink
What colour do you get from mixing red and yellow?|orange
Which day comes after Friday?|Saturday
Which day comes before Wednesday?|Tuesday
Which month comes after June?|July
Which month comes before January?|December
Which season comes after summer?|autumn|fall
How many seconds are there in a minute?|60|sixty
How many days are there in a leap year?|366
How many years are there in a century?|100|hundred
How many sides does a square have?|4|four
How many wheels does a bicycle have?|2|two
How many legs does an insect have?|6|six
How many letters are there in the English alphabet?|26|twenty-six
How many continents are there?|7|seven
Which planet is closest to the sun?|Mercury
Which planet is known for its rings?|Saturn
What is the largest animal on Earth?|blue whale
Which animal is known as the king of the jungle?|lion
Which animal has a very long neck and eats leaves from trees?|giraffe
Which animal gives us wool?|sheep
What do cows give us to drink?|milk
Which gas do we need to breathe?|oxygen
At what temperature in degrees Celsius does water freeze?|0|zero
Who wrote Hamlet?|Shakespeare
Who wrote Pride and Prejudice?|Austen
Who painted The Starry Night?|Gogh
Who discovered gravity when he saw an apple fall?|Newton
Who invented the telephone?|Bell
In which country is the Great Wall?|China
In which country is the Taj Mahal?|India
In which city is the Statue of Liberty?|New York
Which river runs through Egypt?|Nile
Which city is the capital of Mexico?|Mexico City
What is the first month of the year?|January
Which sense do we use our eyes for?|sight|see|vision|seeing
What do we call a person who teaches at a school?|teacher
What do we call a person who flies a plane?|pilot
What do we call the meal that we eat in the morning?|breakfast"""


def is_right(answer, accepted):
    """Whether an answer says one of the accepted forms."""
    flags = 0 if all(form in SYMBOLS_SAID for form in accepted) else re.IGNORECASE
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", answer, flags) for form in accepted)


def _pairs(text):
    for pair in text.replace("\n", "").split(";"):
        yield pair.strip()


def _last(pair):
    subject, answers = pair.rsplit(" ", 1)
    return subject, answers.split("|")


def all_questions():
    """(question, accepted forms) in a fixed order."""
    found = []
    for pair in _pairs(CAPITALS):
        country, answers = _last(pair)
        found.append((f"Which city is the capital of {country}?", answers))
    for text, question in (
        (OPPOSITES, 'Say the opposite of the word "{}".'),
        (PLURALS, 'Say the plural of the word "{}".'),
        (PAST, 'Say the past tense of the verb "{}".'),
        (YOUNG, "What is a young {} called?"),
        (LANGUAGES, "Which language do most people speak in {}?"),
        (CURRENCIES, "Which currency is used in {}?"),
        (SYMBOLS, "What is the chemical symbol of {}?"),
    ):
        for pair in _pairs(text):
            subject, answers = _last(pair)
            found.append((question.format(subject), answers))
    for pair in _pairs(SUMS):
        sum_, *answers = pair.split("|")
        found.append((f"How much is {sum_}?", answers))
    for pair in _pairs(CONTINENTS):
        words = pair.split(" ")
        found.append((f"On which continent does {words[0]} lie?", [" ".join(words[1:])]))
    for line in OTHERS.splitlines():
        question, *answers = line.split("|")
        found.append((question, answers))
    return found


if __name__ == "__main__":
    for each, accepted in all_questions():
        print(each, accepted, sep="\t")
