package io.github.sfnecs.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as a person reads them. */
final class Dollars {
    private static final int DIGITS = 4;
    private static final int CENTS = 2;
    private static final BigDecimal LEAST = new BigDecimal("0.0001");

    private Dollars() {}

    /** An amount of money; what is small never reads as nothing. */
    static String text(BigDecimal usd) {
        if (usd.signum() == 0) {
            return "$0";
        } else if (usd.compareTo(LEAST) < 0) {
            return "less than $" + LEAST;
        }
        int digits = usd.compareTo(BigDecimal.ONE) < 0 ? DIGITS : CENTS;
        return "about $" + usd.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** A number of hours; what is small never reads as none. */
    static String number(BigDecimal hours) {
        BigDecimal shown = hours.signum() > 0 ? hours.max(LEAST) : hours;
        return shown.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
