package org.nnplayground.lti;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The platform's Assignment and Grade Services for a link.
 *
 * @param lineItem the link's column in the gradebook; null if it has none
 * @param scopes that the platform grants
 */
public record ScoreService(@Nullable URI lineItem, List<String> scopes) {

    public ScoreService {
        scopes = List.copyOf(scopes);
    }
}
