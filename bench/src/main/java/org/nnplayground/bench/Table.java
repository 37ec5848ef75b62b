package org.nnplayground.bench;

import java.util.Locale;

/** Prints Markdown tables. */
final class Table {

    private Table() {}

    static void row(Object... cells) {
        var row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ')
                    .append(cell instanceof Double number ? rounded(number) : cell)
                    .append(" |");
        }
        System.out.println(row);
    }

    static String rounded(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }

    static void title(String... columns) {
        System.out.println();
        row((Object[]) columns);
        System.out.println("|---".repeat(columns.length) + "|");
    }
}
