package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Quantity;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object. No method throws: what is wrong goes to {@link Violations}, and reading goes on,
 * so that every fault of a body is found. A field that is null counts as absent. Whoever has asked for every field that
 * may be there calls {@link #done}, which finds those that may not.
 */
public final class JsonFields {

    private final @Nullable JsonNode object;
    private final String pointer;
    private final Violations faults;
    /** Whether something else than an object was there: that is told, and what is missing in it is not. */
    private final boolean broken;

    private final List<String> asked = new ArrayList<>();

    private JsonFields(@Nullable JsonNode object, String pointer, Violations faults, boolean broken) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
        this.broken = broken;
    }

    /** Anything but an object is a fault; null is an object without fields. */
    public static JsonFields of(@Nullable JsonNode node, String pointer, Violations faults) {
        if (node == null || node.isObject()) {
            return new JsonFields(node, pointer, faults, false);
        }
        faults.add(pointer, Message.of("must.object", JsonValues.was(node)));
        return new JsonFields(null, pointer, faults, true);
    }

    /** JSON pointer of a field, from the root of the body. */
    public String pointer(String name) {
        return pointer + "/" + JsonValues.token(name);
    }

    String pointer() {
        return pointer;
    }

    Violations faults() {
        return faults;
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

    public void fault(String name, Message detail) {
        faults.add(pointer(name), detail);
    }

    /** A fault of a field that must be there and is not. */
    public void missing(String name, Message detail) {
        if (!broken) {
            fault(name, detail);
        }
    }

    /** A fault if the field is there: the contract has it, but it is not built yet. */
    void unavailable(String... names) {
        for (String name : names) {
            if (has(name)) {
                fault(name, Message.of("not-available"));
            }
        }
    }

    public JsonFields object(String name) {
        JsonNode node = get(name);
        return broken ? new JsonFields(null, pointer(name), faults, true) : of(node, pointer(name), faults);
    }

    /** The elements, null where the field is absent or no array. */
    public @Nullable JsonNode array(String name) {
        JsonNode node = get(name);
        if (node == null || node.isArray()) {
            return node;
        }
        fault(name, Message.of("must.array", JsonValues.was(node)));
        return null;
    }

    /** The number, its default where the field is absent, NaN after a fault. */
    public double number(Quantity quantity) {
        Double standard = quantity.standard();
        Double number = numberIfGiven(quantity);
        if (number != null) {
            return number;
        }
        if (standard == null && !has(quantity.name())) {
            missing(quantity.name(), Message.of("given.it", quantity.requirement()));
        }
        return standard == null || has(quantity.name()) ? Double.NaN : standard;
    }

    /** A whole number, as {@link #number}; the range's minimum after a fault. */
    public long whole(Quantity quantity) {
        double number = number(quantity);
        return (long) (Double.isNaN(number) ? quantity.minimum() : number);
    }

    /** The number, null where the field is absent or after a fault. */
    public @Nullable Double numberIfGiven(Quantity quantity) {
        JsonNode node = get(quantity.name());
        if (node == null) {
            return null;
        }
        Message fault = JsonValues.fault(node, quantity);
        if (fault != null) {
            fault(quantity.name(), fault);
            return null;
        }
        return node.numberValue().doubleValue();
    }

    boolean bool(String name, boolean standard) {
        JsonNode node = get(name);
        if (node != null && !node.isBoolean()) {
            fault(name, Message.of("must.boolean", JsonValues.was(node)));
            return standard;
        }
        return node == null ? standard : node.booleanValue();
    }

    /** The text, null where the field is absent or after a fault. */
    public @Nullable String text(String name, int longest) {
        JsonNode node = get(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            fault(name, Message.of("must.string", JsonValues.was(node)));
            return null;
        }
        String text = node.stringValue();
        if (text.length() > longest) {
            fault(name, Message.of("text.too-long", longest, text.length()));
            return null;
        }
        if (!JsonValues.isOneLine(text)) {
            fault(name, Message.of("text.controls"));
            return null;
        }
        if (!JsonValues.isUnicode(text)) {
            fault(name, Message.of("text.no-unicode"));
            return null;
        }
        return text;
    }

    /** The choice, the default where the field is absent, null after a fault. */
    public <E extends Choice> @Nullable E choice(String name, Choices<E> choices, E standard) {
        return has(name) ? choice(name, choices) : standard;
    }

    /** The choice, null where the field is absent or after a fault. */
    <E extends Choice> @Nullable E choiceIfGiven(String name, Choices<E> choices) {
        return has(name) ? choice(name, choices) : null;
    }

    /** The choice, null after a fault; to be absent is one. */
    <E extends Choice> @Nullable E choice(String name, Choices<E> choices) {
        JsonNode node = get(name);
        Message allowed = Message.of("choice.one-of", choices.names());
        if (node == null) {
            missing(name, Message.of("given.it", allowed));
            return null;
        }
        if (!node.isString()) {
            fault(name, Message.of("and", allowed, JsonValues.was(node)));
            return null;
        }
        String given = node.stringValue();
        E choice = choices.find(given).orElse(null);
        if (choice == null) {
            boolean announced = choices.announced().contains(given);
            fault(
                    name,
                    Message.of(
                            announced ? "choice.announced" : "and",
                            allowed,
                            Message.of("was", JsonValues.quoted(given))));
        }
        return choice;
    }

    /** Finds the fields that nobody has asked for. */
    public void done() {
        done(names -> Message.of("field.unknown", names));
    }

    /** @param of what the fields are, as a wire name or in words */
    public void done(Object of) {
        done(names -> Message.of("field.unknown-of", names, of));
    }

    /** @param detail what is told of each, given the names of those that there are */
    public void done(Function<List<String>, Message> detail) {
        if (object == null) {
            return;
        }
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                fault(name, detail.apply(asked.stream().distinct().toList()));
            }
        }
    }
}
