package org.nnplayground.landscape;

/** How the two directions of a plane are chosen. */
public enum PlaneType {

    /** The first two principal components of the path of the training. */
    PATH("path"),

    /** Two random directions, scaled to the weights of each unit. */
    RANDOM("random");

    private final String wireName;

    PlaneType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
