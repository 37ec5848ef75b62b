package org.nnplayground.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A place within a JSON document where a value can be set (RFC 6901); never the whole document. */
public record JsonPlace(JsonPointer pointer) {

    /** Null if the text is not a pointer to a part of a document. */
    public static @Nullable JsonPlace of(String text) {
        return text.startsWith("/") ? new JsonPlace(JsonPointer.compile(text)) : null;
    }

    /** Whether a value can be set: objects that are missing on the way are made, elements of arrays are not. */
    public boolean leadsInto(JsonNode document) {
        JsonNode at = document;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            boolean hasIndex = rest.getMatchingIndex() >= 0;
            if (at != null && at.isArray()) {
                at = hasIndex ? at.get(rest.getMatchingIndex()) : null;
                if (at == null) {
                    return false;
                }
            } else if (at == null || at.isNull() || at.isObject()) {
                if (hasIndex) {
                    return false;
                }
                at = at == null ? null : at.get(rest.getMatchingProperty());
            } else {
                return false;
            }
        }
        return true;
    }

    /** A copy of a document that this {@link #leadsInto}, with a value; what it does not change is not copied. */
    public JsonNode set(JsonNode document, JsonNode value) {
        return set(document, pointer, value);
    }

    private static JsonNode set(@Nullable JsonNode at, JsonPointer rest, JsonNode value) {
        if (rest.matches()) {
            return value;
        }
        if (at instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode().addAll(array);
            int index = rest.getMatchingIndex();
            copy.set(index, set(array.get(index), rest.tail(), value));
            return copy;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        if (at instanceof ObjectNode object) {
            copy.setAll(object);
        }
        String name = rest.getMatchingProperty();
        copy.set(name, set(copy.get(name), rest.tail(), value));
        return copy;
    }
}
