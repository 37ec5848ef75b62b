package org.nnplayground.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a JSON object that has one of several types, which one of its fields names.
 *
 * @param name of the JSON schema; the schema of a variant is named after its class and this
 * @param discriminator the field that names the variant
 * @param choices the variants by their names in JSON
 * @param defaultName the variant that is meant if none is named; null if one must be named
 */
public record VariantType<V>(
        String name,
        String discriminator,
        Choices<Variant<V>> choices,
        @Nullable String defaultName) {

    /** A type with its name in JSON. */
    public record Variant<V>(String wireName, ObjectType<? extends V> type) implements Choice {
        @Override
        public String name() {
            return wireName;
        }
    }

    /** Without variants yet. */
    public static <V> VariantType<V> of(String name, String discriminator) {
        return new VariantType<>(name, discriminator, new Choices<>(List.of(), Set.of()), null);
    }

    public VariantType<V> with(String wireName, ObjectType<? extends V> type) {
        var variants = new ArrayList<>(variants());
        variants.add(new Variant<>(wireName, type));
        return new VariantType<>(name, discriminator, new Choices<>(variants, choices.announced()), defaultName);
    }

    /** With names of variants that will be available later. */
    public VariantType<V> announcing(String... names) {
        return new VariantType<>(name, discriminator, choices.announcing(names), defaultName);
    }

    public VariantType<V> withDefault(String wireName) {
        return new VariantType<>(name, discriminator, choices, wireName);
    }

    public List<Variant<V>> variants() {
        return choices.available();
    }

    /** @throws IllegalArgumentException if there is no such variant */
    public Variant<V> variant(String wireName) {
        return choices.find(wireName)
                .orElseThrow(() -> new IllegalArgumentException(name + " has no variant " + wireName));
    }

    /** The variant of a value. */
    public Variant<V> variantOf(V value) {
        return variants().stream()
                .filter(variant -> variant.type().isTypeOf(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no variant for " + value.getClass()));
    }

    /** Name of a variant's JSON schema: {@code AdamOptimizer}. */
    public String schemaName(Variant<V> variant) {
        return variant.type().name() + name;
    }

    /** Names of the fields that every variant has. */
    public Set<String> sharedFields() {
        return variants().getFirst().type().properties().stream()
                .map(ObjectType.Property::name)
                .filter(field ->
                        variants().stream().allMatch(variant -> variant.type().has(field)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The default variant with the defaults of its fields.
     *
     * @param seed value of each seed
     */
    public V defaultValue(long seed) {
        if (defaultName == null) {
            throw new IllegalStateException(name + " has no default");
        }
        return variant(defaultName).type().createWithDefaults(Map.of(), seed);
    }
}
