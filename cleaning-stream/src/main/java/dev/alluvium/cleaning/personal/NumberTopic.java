package dev.alluvium.cleaning.personal;

/** What a word before a number says that the number is: a telephone, a card, an order. */
enum NumberTopic {
    PHONE,
    CARD,
    ACCOUNT,
    /** An account and nothing else: fewer digits are its number too. */
    OWN_ACCOUNT,
    RESIDENT_ID,
    /** Papers in general: a number in the form of a resident's or a passport's is one. */
    PAPERS,
    CREDIT_CODE,
    PASSPORT,
    IP,
    PLATE,
    SSN,
    MAC,
    DRIVING_LICENCE,
    QQ,
    WECHAT,
    /** A release of a program, or the clause of a document. */
    VERSION,
    /** A number of things: an order, a serial number, an amount. */
    OTHER,
    /** A person or a case: with a word such as "no" behind it a number of things, by itself the end of the reach. */
    COUNTED,
    /** "Number", "no", 号: it goes with the word before it. */
    NUMBER,
    /** Says nothing: "is", "the", 为. */
    FILLER,
    /** "At", "to", 给: leads from a verb to its number, and away from a noun that names things. */
    LINK;

    /** The bit of this topic in a set of them. */
    int bit() {
        return 1 << ordinal();
    }
}
