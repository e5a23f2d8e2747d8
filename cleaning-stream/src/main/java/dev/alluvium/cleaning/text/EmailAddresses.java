package dev.alluvium.cleaning.text;

import java.util.List;

/** E-mail addresses, found from their {@code @} outwards in one pass. */
final class EmailAddresses {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_TOP = 24;

    private EmailAddresses() {}

    static void find(String text, List<PersonalData.Found> found) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charAt(start - 1))) {
                start--;
            }
            int end = domainEnd(text, at + 1);
            if (start < at && end > 0) {
                found.add(new PersonalData.Found(PersonalData.Type.EMAIL, start, end));
            }
        }
    }

    /** End of the domain that begins at {@code from}, or -1 if there is none with a top level of letters. */
    private static int domainEnd(String text, int from) {
        int end = from;
        while (end < text.length() && (isWord(text.charAt(end)) || ".-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        while (end > from && !isWord(text.charAt(end - 1))) {
            end--;
        }
        int dot = text.lastIndexOf('.', end - 1);
        int top = end - dot - 1;
        boolean lettersOnly = dot > from && text.substring(dot + 1, end).chars().allMatch(EmailAddresses::isLetter);
        return lettersOnly && top >= 2 && top <= MAX_TOP ? end : -1;
    }

    private static boolean isLocal(char c) {
        return isWord(c) || "._%+-'".indexOf(c) >= 0;
    }

    private static boolean isWord(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
