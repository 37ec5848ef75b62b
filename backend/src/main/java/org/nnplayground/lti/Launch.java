package org.nnplayground.lti;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verified launch message.
 *
 * @param platformId the registration
 * @param deploymentId at most 255 characters
 * @param linkId the resource link; null for a deep-linking request
 * @param subject the platform's pseudonym of the person, at most 255 characters; null for an anonymous launch
 * @param roles in the course; empty for others
 * @param custom the link's own parameters
 * @param scores null if the platform offers no grade service
 * @param deepLinking null for the launch of a resource link
 * @param memberships where a teacher's launch can read the members of the course; null if names are off, or if the
 *     platform does not offer it
 * @param locale the page's language, as a BCP 47 tag; null if the platform does not say
 */
public record Launch(
        String platformId,
        String deploymentId,
        @Nullable String linkId,
        @Nullable String subject,
        Set<Role> roles,
        Map<String, String> custom,
        @Nullable ScoreService scores,
        @Nullable DeepLinkingRequest deepLinking,
        @Nullable URI memberships,
        @Nullable String locale) {

    public Launch {
        roles = Set.copyOf(roles);
        custom = Map.copyOf(custom);
    }

    public boolean isTeacher() {
        return roles.contains(Role.TEACHER);
    }

    /** A person who is also a teacher is no student. */
    public boolean isStudent() {
        return Role.isStudent(roles);
    }
}
