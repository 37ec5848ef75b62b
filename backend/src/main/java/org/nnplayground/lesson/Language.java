package org.nnplayground.lesson;

/** What exercises are written in. */
public enum Language {
    ENGLISH("en"),
    SIMPLIFIED_CHINESE("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As in RFC 5646; the name of the folder of its texts. */
    public String tag() {
        return tag;
    }
}
