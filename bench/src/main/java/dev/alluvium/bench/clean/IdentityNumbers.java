package dev.alluvium.bench.clean;

import java.util.Locale;
import java.util.Random;

/** Numbers of persons and of things, valid by their standards, drawn from a seed. */
final class IdentityNumbers {
    private static final int[] RESIDENT = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] CREDIT = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String[] REGIONS = {"110105", "310115", "440305", "510107", "330106", "420111", "610113"};
    private static final String[] MOBILES = {"130", "135", "138", "139", "150", "158", "177", "186", "188", "199"};
    private static final String[] BANKS = {"622202", "622848", "621700", "621661", "625955", "403361", "512466"};

    private final Random random;

    IdentityNumbers(Random random) {
        this.random = random;
    }

    <T> T of(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    String capitals(int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append((char) ('A' + random.nextInt(26)));
        }
        return letters.toString();
    }

    String day() {
        return String.format(
                Locale.ROOT, "%d%02d%02d", 1950 + random.nextInt(70), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    String mobile() {
        return of(MOBILES) + digits(8);
    }

    String mobileSpaced() {
        return of(MOBILES) + " " + digits(4) + " " + digits(4);
    }

    String resident() {
        String id = of(REGIONS) + day() + digits(3);
        int sum = 0;
        for (int i = 0; i < RESIDENT.length; i++) {
            sum += (id.charAt(i) - '0') * RESIDENT[i];
        }
        return id + "10X98765432".charAt(sum % 11);
    }

    /** A credit code with valid check characters of both standards. */
    String credit() {
        String organisation = digits(8);
        int sum = 0;
        for (int i = 0; i < ORGANISATION.length; i++) {
            sum += (organisation.charAt(i) - '0') * ORGANISATION[i];
        }
        int check = 11 - sum % 11;
        String code = "91" + of(REGIONS) + organisation + (check == 10 ? "X" : check == 11 ? "0" : "" + check);
        int total = 0;
        for (int i = 0; i < CREDIT.length; i++) {
            total += CREDIT_DIGITS.indexOf(code.charAt(i)) * CREDIT[i];
        }
        return code + CREDIT_DIGITS.charAt((31 - total % 31) % 31);
    }

    String card() {
        String bank = of(BANKS);
        String digits = bank + digits((bank.startsWith("6") ? 19 : 16) - 1 - bank.length());
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? (value * 2 > 9 ? value * 2 - 9 : value * 2) : value;
        }
        return digits + (10 - sum % 10) % 10;
    }

    String iban() {
        String account = digits(18);
        int rest = 0;
        for (char c : (account + "131400").toCharArray()) {
            rest = (rest * 10 + (c - '0')) % 97;
        }
        return String.format(Locale.ROOT, "DE%02d%s", 98 - rest, account);
    }
}
