package dev.alluvium.cleaning.personal;

/**
 * Identity cards of Hong Kong ({@code A123456(3)}) and Taiwan ({@code A123456789}). They count only next to a word for
 * one, since serial numbers have the same forms.
 */
final class HongKongTaiwanIds {
    private static final int TAIWAN = 10;
    private static final int HONG_KONG = 6;

    private HongKongTaiwanIds() {}

    /** End of the number that begins with the run from {@code start} to {@code end}, or -1. */
    static int end(CharSequence text, int start, int end, ContextCache contexts) {
        int letters = Ascii.isLetter(text.charAt(start + 1)) ? 2 : 1;
        int digits = Ascii.digits(text, start + letters);
        int last = letters == 1 && digits == TAIWAN - 1 && start + TAIWAN == end ? end : -1;
        if (digits == HONG_KONG || digits == HONG_KONG + 1) {
            last = hongKong(text, start + letters + digits, end, digits);
        }
        return last > 0 && Ascii.endsNumber(text, last) && contexts.at(start).isBeside(NumberTopic.RESIDENT_ID)
                ? last
                : -1;
    }

    /** The check character, in brackets or glued. */
    private static int hongKong(CharSequence text, int at, int end, int digits) {
        if (digits > HONG_KONG) {
            return at == end ? end : -1;
        }
        boolean bracket = at + 2 < text.length() && (text.charAt(at) == '(' || text.charAt(at) == '（');
        int check = bracket ? at + 1 : at;
        boolean checked =
                check < text.length() && (Ascii.isDigit(text.charAt(check)) || Ascii.lower(text.charAt(check)) == 'a');
        boolean closed = !bracket || text.charAt(check + 1) == ')' || text.charAt(check + 1) == '）';
        return checked && closed ? check + (bracket ? 2 : 1) : -1;
    }
}
