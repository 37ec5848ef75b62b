package org.nnplayground.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names allowed at one place of a request.
 *
 * @param available what can be chosen
 * @param announced names in the API contract that are not available yet; they are rejected with a different message
 *     than unknown names
 */
public record Choices<E extends Choice>(List<E> available, Set<String> announced) {

    public Choices {
        available = List.copyOf(available);
        announced = Set.copyOf(announced);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <E extends Choice> Choices<E> of(E... available) {
        return new Choices<>(List.of(available), Set.of());
    }

    /** The same choices, with names that will be available later. */
    public Choices<E> announcing(String... names) {
        return new Choices<>(available, Set.of(names));
    }

    public Optional<E> find(String wireName) {
        return available.stream()
                .filter(choice -> choice.wireName().equals(wireName))
                .findFirst();
    }

    /** Wire names of what can be chosen. */
    public List<String> names() {
        return available.stream().map(Choice::wireName).toList();
    }
}
