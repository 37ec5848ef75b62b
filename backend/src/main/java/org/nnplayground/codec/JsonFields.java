package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.NumberField;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object. No method throws: a violation is added to {@link Violations} and reading
 * continues, so that every violation of a body is found. A field that is null counts as absent. The caller asks for
 * every allowed field, then calls {@link #done}, which rejects all other fields.
 */
public final class JsonFields {

    private final @Nullable JsonNode object;
    private final String pointer;
    private final Violations violations;
    /** Whether the value is not an object. That is one violation; its missing fields are not further violations. */
    private final boolean broken;

    private final List<String> asked = new ArrayList<>();

    private JsonFields(@Nullable JsonNode object, String pointer, Violations violations, boolean broken) {
        this.object = object;
        this.pointer = pointer;
        this.violations = violations;
        this.broken = broken;
    }

    /** Null counts as an object without fields. Any other value that is not an object is a violation. */
    public static JsonFields of(@Nullable JsonNode node, String pointer, Violations violations) {
        if (node == null || node.isObject()) {
            return new JsonFields(node, pointer, violations, false);
        }
        violations.add(pointer, Message.of("must.object", JsonValues.was(node)));
        return new JsonFields(null, pointer, violations, true);
    }

    /** JSON pointer of a field, from the root of the body. */
    public String pointer(String name) {
        return pointer + "/" + JsonValues.token(name);
    }

    String pointer() {
        return pointer;
    }

    Violations violations() {
        return violations;
    }

    /** The field's value, null where it is absent. */
    public @Nullable JsonNode get(String name) {
        asked.add(name);
        JsonNode node = object == null ? null : object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /** Adds a violation of a field. */
    public void reject(String name, Message detail) {
        violations.add(pointer(name), detail);
    }

    /** Adds the violation that a required field is absent. */
    public void missing(String name, Message detail) {
        if (!broken) {
            reject(name, detail);
        }
    }

    public JsonFields object(String name) {
        JsonNode node = get(name);
        return broken ? new JsonFields(null, pointer(name), violations, true) : of(node, pointer(name), violations);
    }

    /** The array, null if the field is absent or not an array. */
    public @Nullable JsonNode array(String name) {
        JsonNode node = get(name);
        if (node == null || node.isArray()) {
            return node;
        }
        reject(name, Message.of("must.array", JsonValues.was(node)));
        return null;
    }

    /**
     * The number, its default if the field is absent, null after a violation. A field without a default is required.
     */
    public <N extends Number> @Nullable N value(NumberField<N> field) {
        N given = valueIfGiven(field);
        if (given != null || has(field.name())) {
            return given;
        }
        if (field.defaultValue() == null) {
            missing(field.name(), Message.of("given.it", field.requirement()));
            return null;
        }
        return field.defaultNumber();
    }

    /** The number, null if the field is absent or after a violation. */
    public <N extends Number> @Nullable N valueIfGiven(NumberField<N> field) {
        JsonNode node = get(field.name());
        if (node == null) {
            return null;
        }
        Message violation = JsonValues.violation(node, field);
        if (violation != null) {
            reject(field.name(), violation);
            return null;
        }
        return field.convert().apply(node.numberValue().doubleValue());
    }

    /** The flag, its default if the field is absent, null after a violation. */
    @Nullable
    Boolean flag(Field.Flag field) {
        JsonNode node = get(field.name());
        if (node == null) {
            return field.defaultValue();
        }
        if (!node.isBoolean()) {
            reject(field.name(), Message.of("must.boolean", JsonValues.was(node)));
            return null;
        }
        return node.booleanValue();
    }

    /** The sizes, their default if the field is absent, null after a violation or if there is no default. */
    @Nullable
    List<Integer> sizes(Field.Sizes field) {
        JsonNode node = get(field.name());
        if (node == null) {
            boolean given = field.size().defaultValue() != null;
            return given ? Collections.nCopies(field.most(), field.size().defaultNumber()) : null;
        }
        if (field.orOne() && node.isNumber()) {
            Integer both = value(field.size());
            return both == null ? null : Collections.nCopies(field.most(), both);
        }
        if (!node.isArray() || node.size() < field.least() || node.size() > field.most()) {
            Message was = node.isArray() ? Message.of("had-numbers", node.size()) : JsonValues.was(node);
            reject(
                    field.name(),
                    Message.of(field.orOne() ? "sizes.or-one" : "sizes", field.least(), field.most(), was));
            return null;
        }
        double[] sizes =
                JsonValues.row(node, pointer(field.name()), field.size(), -1, Message.of("row.like-first"), violations);
        return sizes.length == 0
                ? null
                : Arrays.stream(sizes).mapToObj(size -> (int) size).toList();
    }

    /** The text, null if the field is absent or after a violation. */
    public @Nullable String text(String name, int longest) {
        JsonNode node = get(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            reject(name, Message.of("must.string", JsonValues.was(node)));
            return null;
        }
        String text = node.stringValue();
        if (text.length() > longest) {
            reject(name, Message.of("text.too-long", longest, text.length()));
            return null;
        }
        if (!JsonValues.isOneLine(text)) {
            reject(name, Message.of("text.controls"));
            return null;
        }
        if (!JsonValues.isUnicode(text)) {
            reject(name, Message.of("text.no-unicode"));
            return null;
        }
        return text;
    }

    /** The choice, the default if the field is absent, null after a violation. */
    public <E extends Choice> @Nullable E choice(String name, Choices<E> choices, E defaultValue) {
        return has(name) ? choice(name, choices) : defaultValue;
    }

    /** The choice, null if the field is absent or after a violation. */
    public <E extends Choice> @Nullable E choiceIfGiven(String name, Choices<E> choices) {
        return has(name) ? choice(name, choices) : null;
    }

    /** The choice, null after a violation. An absent field is a violation. */
    public <E extends Choice> @Nullable E choice(String name, Choices<E> choices) {
        JsonNode node = get(name);
        Message allowed = Message.of("choice.one-of", choices.names());
        if (node == null) {
            missing(name, Message.of("given.it", allowed));
            return null;
        }
        if (!node.isString()) {
            reject(name, Message.of("and", allowed, JsonValues.was(node)));
            return null;
        }
        String given = node.stringValue();
        E choice = choices.find(given).orElse(null);
        if (choice == null) {
            boolean announced = choices.announced().contains(given);
            reject(
                    name,
                    Message.of(
                            announced ? "choice.announced" : "and",
                            allowed,
                            Message.of("was", JsonValues.quoted(given))));
        }
        return choice;
    }

    /** Rejects the fields that the caller has not asked for. */
    public void done() {
        done(names -> Message.of("field.unknown", names));
    }

    /** @param of the kind of object for the message: a name of the API, or a message */
    public void done(Object of) {
        done(names -> Message.of("field.unknown-of", names, of));
    }

    /** @param detail makes the message from the names of the allowed fields */
    public void done(Function<List<String>, Message> detail) {
        if (object == null) {
            return;
        }
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                reject(name, detail.apply(asked.stream().distinct().toList()));
            }
        }
    }
}
