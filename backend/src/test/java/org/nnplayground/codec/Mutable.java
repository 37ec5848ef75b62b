package org.nnplayground.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON document whose values can be replaced. */
final class Mutable {

    private final JsonNode root;

    Mutable(String text) {
        this.root = Json.of(text);
    }

    JsonNode root() {
        return root;
    }

    /** Puts a value at a JSON pointer; its parent must be there. */
    void put(String pointer, JsonNode value) {
        int slash = pointer.lastIndexOf('/');
        String name = pointer.substring(slash + 1);
        switch (root.at(pointer.substring(0, slash))) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            default -> throw new IllegalArgumentException(pointer);
        }
    }
}
