package dev.alluvium.cleaning.personal;

/**
 * A pattern in which {@code *} stands for any characters. It goes back to the last {@code *} alone, so that more of them make
 * no search take longer.
 *
 * @param pattern such as {@code *@example.com}
 */
record Wildcard(String pattern) {
    boolean matches(String text) {
        String[] parts = pattern.split("\\*", -1);
        String last = parts[parts.length - 1];
        int end = text.length() - last.length();
        if (!text.startsWith(parts[0]) || !text.endsWith(last) || end < parts[0].length()) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}
