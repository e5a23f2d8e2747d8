package dev.alluvium.cleaning.personal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Words behind which a secret stands, by their last character: before most marks no such word ends, and one look says so. */
final class SecretNames {
    private static final List<String> WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "passwort",
            "kennwort",
            "contraseña",
            "mot de passe",
            "пароль",
            "パスワード",
            "비밀번호",
            "db_pass",
            "sshpass",
            "rediscli_auth",
            "pwd",
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "access_key",
            "accesskey",
            "secret_key",
            "private_key",
            "access-key",
            "secret-key",
            "secretkey",
            "accountkey",
            "app_key",
            "appkey",
            "密碼",
            "密鑰",
            "金鑰",
            "密码",
            "口令",
            "密钥",
            "秘钥");

    private static final int ASCII = 128;
    private static final String[] NONE = {};
    private static final String[][] LATIN = new String[ASCII][];
    private static final Map<Character, String[]> OTHERS = new HashMap<>();

    static {
        Arrays.fill(LATIN, NONE);
        WORDS.stream()
                .collect(Collectors.groupingBy(word -> word.charAt(word.length() - 1)))
                .forEach(SecretNames::put);
    }

    private SecretNames() {}

    private static void put(char last, List<String> words) {
        if (last < ASCII) {
            LATIN[last] = words.toArray(NONE);
        } else {
            OTHERS.put(last, words.toArray(NONE));
        }
    }

    /** Whether the name of a secret ends at {@code end}. */
    static boolean isNamed(CharSequence text, int end) {
        if (end == 0) {
            return false;
        }
        char last = ContextWords.lower(text.charAt(end - 1));
        for (String word : last < ASCII ? LATIN[last] : OTHERS.getOrDefault(last, NONE)) {
            if (ends(text, end, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code word}, which is in lower case, ends at {@code end} in any case. */
    static boolean ends(CharSequence text, int end, String word) {
        int start = end > text.length() ? -1 : end - word.length();
        for (int i = word.length() - 1; i >= 0 && start >= 0; i--) {
            if (ContextWords.lower(text.charAt(start + i)) != word.charAt(i)) {
                return false;
            }
        }
        return start >= 0;
    }
}
