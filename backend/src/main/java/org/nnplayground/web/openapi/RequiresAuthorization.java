package org.nnplayground.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a call needs in its {@code Authorization} header, as the document says it; nothing where this is absent. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAuthorization {

    /** What may stand behind {@code Bearer}. */
    enum Token {
        /** The job's control token, or an API key of the client that owns it. */
        CONTROL,
        API_KEY,
        /** An API key, for what only API clients may do, or nothing. */
        API_KEY_IF_ANY
    }

    Token value();
}
