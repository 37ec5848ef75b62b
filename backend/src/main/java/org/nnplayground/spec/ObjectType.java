package org.nnplayground.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The definition of one kind of JSON object: its fields in the order in which they are written, and how to make a T of
 * their values.
 */
public final class ObjectType<T> {

    private final Class<T> javaType;
    private final List<Property<T, ?>> properties;
    private final Function<List<?>, T> construct;
    private final Object label;

    private ObjectType(
            Class<T> javaType, List<Property<T, ?>> properties, Function<List<?>, T> construct, Object label) {
        this.javaType = javaType;
        this.properties = properties;
        this.construct = construct;
        this.label = label;
    }

    /**
     * A field of T.
     *
     * @param present whether an object has the field at all
     * @param optional whether there are objects without the field
     */
    public record Property<T, V>(Field<V> field, Function<T, V> getter, Predicate<T> present, boolean optional) {

        public String name() {
            return field.name();
        }

        /** The same field for objects that meet the condition; others must not have it. */
        public Property<T, V> onlyIf(Predicate<T> condition) {
            return new Property<>(field, getter, condition, true);
        }

        /** The argument of the constructor, which {@link #create} has put in this place. */
        @SuppressWarnings("unchecked")
        private V in(List<?> values, int index) {
            return (V) values.get(index);
        }
    }

    /** Name of the object's JSON schema. */
    public String name() {
        return javaType.getSimpleName();
    }

    /** The kind of object as messages name it: a name of the API, or a message. */
    public Object label() {
        return label;
    }

    public ObjectType<T> labelled(Object label) {
        return new ObjectType<>(javaType, properties, construct, label);
    }

    public List<Property<T, ?>> properties() {
        return properties;
    }

    /** @throws IllegalArgumentException if there is no such field */
    public Field<?> field(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name() + " has no field " + name))
                .field();
    }

    public boolean has(String field) {
        return properties.stream().anyMatch(property -> property.name().equals(field));
    }

    public boolean isTypeOf(Object object) {
        return javaType.isInstance(object);
    }

    /** The object with these values of its fields, one for each. */
    public T create(Map<String, ?> values) {
        var ordered = new ArrayList<Object>(properties.size());
        for (Property<T, ?> property : properties) {
            Object value = values.get(property.name());
            if (value == null) {
                throw new IllegalArgumentException(name() + " needs a value of " + property.name());
            }
            ordered.add(value);
        }
        return construct.apply(ordered);
    }

    /**
     * The object with these values, and the default of every other field.
     *
     * @param seed value of each seed
     */
    public T createWithDefaults(Map<String, ?> values, long seed) {
        var all = new HashMap<String, Object>(values);
        for (Property<T, ?> property : properties) {
            if (!values.containsKey(property.name())) {
                all.put(property.name(), defaultOf(property.field(), seed));
            }
        }
        return create(all);
    }

    /**
     * The default of a field that is no seed.
     *
     * @throws IllegalArgumentException if it has none
     */
    public Object defaultOf(String name) {
        return defaultOf(field(name), 0);
    }

    private static Object defaultOf(Field<?> field, long seed) {
        Object value = switch (field) {
            case NumberField<?> number -> number.defaultNumber();
            case Field.Flag flag -> flag.defaultValue();
            case Field.Seed ignored -> seed;
            case Field.OneOf<?> choice -> choice.defaultValue();
            case Field.Nested<?> nested -> nested.type().createWithDefaults(Map.of(), seed);
            case Field.Variants<?> variants -> variants.type().defaultValue(seed);
            case Field.ObjectList<?> list -> null;
            case Field.VariantList<?> list -> null;
            case Field.Sizes sizes ->
                Collections.nCopies(sizes.most(), sizes.size().defaultNumber());
            case Field.Text text -> null;
            case Field.TextList list -> null;
            case Field.NumberArray<?> array -> null;
            case Field.Weights weights -> null;
            case Field.Slopes slopes -> null;
            case Field.Target target -> null;
        };
        if (value == null) {
            throw new IllegalArgumentException(field.name() + " has no default");
        }
        return value;
    }

    /** The values of an object's fields, for the constructor of an object with more than eight of them. */
    public record Values<T>(List<Property<T, ?>> properties, List<?> all) {

        public <V> V of(Property<T, V> property) {
            return property.in(all, properties.indexOf(property));
        }
    }

    /** An object with any number of fields. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> ObjectType<T> ofMany(
            Class<T> type, Function<Values<T>, T> constructor, Property<T, ?>... properties) {
        List<Property<T, ?>> all = List.of(properties);
        return new ObjectType<>(type, all, v -> constructor.apply(new Values<>(all, v)), wireName(type));
    }

    // One factory method for each number of fields: the compiler checks the constructor against the fields.

    public static <T> ObjectType<T> of(Class<T> type, Supplier<T> constructor) {
        return new ObjectType<>(type, List.of(), v -> constructor.get(), wireName(type));
    }

    public static <T, A> ObjectType<T> of(Class<T> type, Function<A, T> constructor, Property<T, A> a) {
        return new ObjectType<>(type, List.of(a), v -> constructor.apply(a.in(v, 0)), wireName(type));
    }

    public static <T, A, B> ObjectType<T> of(
            Class<T> type, BiFunction<A, B, T> constructor, Property<T, A> a, Property<T, B> b) {
        return new ObjectType<>(type, List.of(a, b), v -> constructor.apply(a.in(v, 0), b.in(v, 1)), wireName(type));
    }

    public static <T, A, B, C> ObjectType<T> of(
            Class<T> type, Of3<A, B, C, T> constructor, Property<T, A> a, Property<T, B> b, Property<T, C> c) {
        return new ObjectType<>(
                type, List.of(a, b, c), v -> constructor.create(a.in(v, 0), b.in(v, 1), c.in(v, 2)), wireName(type));
    }

    public static <T, A, B, C, D> ObjectType<T> of(
            Class<T> type,
            Of4<A, B, C, D, T> constructor,
            Property<T, A> a,
            Property<T, B> b,
            Property<T, C> c,
            Property<T, D> d) {
        return new ObjectType<>(
                type,
                List.of(a, b, c, d),
                v -> constructor.create(a.in(v, 0), b.in(v, 1), c.in(v, 2), d.in(v, 3)),
                wireName(type));
    }

    public static <T, A, B, C, D, E> ObjectType<T> of(
            Class<T> type,
            Of5<A, B, C, D, E, T> constructor,
            Property<T, A> a,
            Property<T, B> b,
            Property<T, C> c,
            Property<T, D> d,
            Property<T, E> e) {
        return new ObjectType<>(
                type,
                List.of(a, b, c, d, e),
                v -> constructor.create(a.in(v, 0), b.in(v, 1), c.in(v, 2), d.in(v, 3), e.in(v, 4)),
                wireName(type));
    }

    public static <T, A, B, C, D, E, F> ObjectType<T> of(
            Class<T> type,
            Of6<A, B, C, D, E, F, T> constructor,
            Property<T, A> a,
            Property<T, B> b,
            Property<T, C> c,
            Property<T, D> d,
            Property<T, E> e,
            Property<T, F> f) {
        return new ObjectType<>(
                type,
                List.of(a, b, c, d, e, f),
                v -> constructor.create(a.in(v, 0), b.in(v, 1), c.in(v, 2), d.in(v, 3), e.in(v, 4), f.in(v, 5)),
                wireName(type));
    }

    public static <T, A, B, C, D, E, F, G> ObjectType<T> of(
            Class<T> type,
            Of7<A, B, C, D, E, F, G, T> constructor,
            Property<T, A> a,
            Property<T, B> b,
            Property<T, C> c,
            Property<T, D> d,
            Property<T, E> e,
            Property<T, F> f,
            Property<T, G> g) {
        return new ObjectType<>(
                type,
                List.of(a, b, c, d, e, f, g),
                v -> constructor.create(
                        a.in(v, 0), b.in(v, 1), c.in(v, 2), d.in(v, 3), e.in(v, 4), f.in(v, 5), g.in(v, 6)),
                wireName(type));
    }

    public static <T, A, B, C, D, E, F, G, H> ObjectType<T> of(
            Class<T> type,
            Of8<A, B, C, D, E, F, G, H, T> constructor,
            Property<T, A> a,
            Property<T, B> b,
            Property<T, C> c,
            Property<T, D> d,
            Property<T, E> e,
            Property<T, F> f,
            Property<T, G> g,
            Property<T, H> h) {
        return new ObjectType<>(
                type,
                List.of(a, b, c, d, e, f, g, h),
                v -> constructor.create(
                        a.in(v, 0), b.in(v, 1), c.in(v, 2), d.in(v, 3), e.in(v, 4), f.in(v, 5), g.in(v, 6), h.in(v, 7)),
                wireName(type));
    }

    public interface Of3<A, B, C, T> {
        T create(A a, B b, C c);
    }

    public interface Of4<A, B, C, D, T> {
        T create(A a, B b, C c, D d);
    }

    public interface Of5<A, B, C, D, E, T> {
        T create(A a, B b, C c, D d, E e);
    }

    public interface Of6<A, B, C, D, E, F, T> {
        T create(A a, B b, C c, D d, E e, F f);
    }

    public interface Of7<A, B, C, D, E, F, G, T> {
        T create(A a, B b, C c, D d, E e, F f, G g);
    }

    public interface Of8<A, B, C, D, E, F, G, H, T> {
        T create(A a, B b, C c, D d, E e, F f, G g, H h);
    }

    /** {@code Training} is {@code training}. */
    private static String wireName(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
