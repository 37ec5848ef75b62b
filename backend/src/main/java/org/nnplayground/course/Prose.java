package org.nnplayground.course;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Paragraphs of words and formulas. Written as in Markdown: paragraphs are apart by an empty line, formulas stand
 * between dollar signs; nothing else is marked up.
 *
 * @param paragraphs a formula alone in one is to stand on a line of its own
 */
public record Prose(List<List<Piece>> paragraphs) {

    /** No paragraph. */
    static final Prose NOTHING = new Prose(List.of());

    public Prose {
        paragraphs = paragraphs.stream().map(List::copyOf).toList();
    }

    /** What a paragraph is made of. */
    public sealed interface Piece {}

    public record Words(String text) implements Piece {}

    /** @param tex as KaTeX takes it */
    public record Formula(String tex) implements Piece {}

    /** One paragraph of words. */
    static Prose of(String sentence) {
        return new Prose(List.of(List.of(new Words(sentence))));
    }

    /** The same and further paragraphs. */
    Prose and(Prose more) {
        var all = new ArrayList<>(paragraphs);
        all.addAll(more.paragraphs);
        return new Prose(all);
    }

    /** @throws IllegalArgumentException where a formula does not end in its paragraph */
    static Prose parse(String text) {
        var paragraphs = new ArrayList<List<Piece>>();
        for (String paragraph : text.strip().split("\n\\s*\n", -1)) {
            if (!paragraph.isBlank()) {
                paragraphs.add(pieces(paragraph.strip().replaceAll("\\s*\n\\s*", " ")));
            }
        }
        return new Prose(paragraphs);
    }

    private static List<Piece> pieces(String paragraph) {
        String[] parts = paragraph.split("\\$", -1);
        if (parts.length % 2 == 0) {
            throw new IllegalArgumentException("a formula does not end: " + paragraph);
        }
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                pieces.add(i % 2 == 0 ? new Words(parts[i]) : new Formula(parts[i].strip()));
            }
        }
        return pieces;
    }

    /** The same with every word and formula put through {@code change}. */
    Prose with(UnaryOperator<String> change) {
        return new Prose(paragraphs.stream()
                .map(paragraph -> paragraph.stream()
                        .map(piece -> switch (piece) {
                            case Words(String text) -> (Piece) new Words(change.apply(text));
                            case Formula(String tex) -> new Formula(change.apply(tex));
                        })
                        .toList())
                .toList());
    }
}
