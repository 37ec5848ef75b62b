package org.nnplayground.lti;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A person's role in a course. Roles in the institution or the system do not count. */
public enum Role {
    /** Instructor or content developer. */
    TEACHER,
    /** Learner. */
    STUDENT;

    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership";
    private static final Set<String> TEACHERS = Set.of("Instructor", "ContentDeveloper");

    /**
     * The roles that have these names.
     *
     * @param names as in the vocabulary of LTI; those below a role follow a slash or {@code #}
     */
    public static Set<Role> of(List<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : names) {
            String name = role.startsWith(MEMBERSHIP + "#")
                    ? role.substring(MEMBERSHIP.length() + 1)
                    : role.startsWith(MEMBERSHIP + "/")
                            ? role.substring(MEMBERSHIP.length() + 1).replaceFirst("#.*", "")
                            : role; // the short form of a context role
            if (TEACHERS.contains(name)) {
                roles.add(TEACHER);
            } else if (name.equals("Learner")) {
                roles.add(STUDENT);
            }
        }
        return roles;
    }

    /** Whether these roles make a person a student. A person who is also a teacher is none. */
    public static boolean isStudent(Set<Role> roles) {
        return roles.contains(STUDENT) && !roles.contains(TEACHER);
    }
}
