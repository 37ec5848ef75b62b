package org.nnplayground.problem;

import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** The languages of the server's texts. */
public enum Language {
    ENGLISH("en"),
    SIMPLIFIED_CHINESE("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Language tag (RFC 5646), which is also the folder of its exercises. */
    public String tag() {
        return tag;
    }

    /**
     * The best supported language; English if none is supported.
     *
     * @param ranges a priority list of language ranges (RFC 4647), as HTTP's Accept-Language; null for none
     */
    public static Language of(@Nullable String ranges) {
        try {
            for (LanguageRange range : LanguageRange.parse(ranges == null ? "en" : ranges)) {
                String language = range.getWeight() == 0 ? "" : range.getRange().split("-", 2)[0];
                switch (language) {
                    case "en" -> {
                        return ENGLISH;
                    }
                    case "zh" -> {
                        return SIMPLIFIED_CHINESE;
                    }
                    default -> {} // the next one, then
                }
            }
        } catch (IllegalArgumentException noList) {
            return ENGLISH;
        }
        return ENGLISH;
    }
}
