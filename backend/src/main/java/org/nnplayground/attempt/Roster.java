package org.nnplayground.attempt;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of a course with their names, if the operator and the platform allow it. */
public final class Roster {

    /** Whether there are names, or why not. */
    public enum State {
        /** The operator does not allow names. */
        OFF,
        SHOWN,
        /** The platform does not share names with this tool. */
        REFUSED,
        /** The platform did not answer in time, or not as it must. */
        UNAVAILABLE
    }

    private final State state;
    private final Map<String, Member> bySubject;

    private Roster(State state, List<Member> members) {
        this.state = state;
        this.bySubject = members.stream()
                .collect(Collectors.toMap(Member::subject, Function.identity(), (first, same) -> first));
    }

    static Roster without(State state) {
        return new Roster(state, List.of());
    }

    /** Of the members that a platform has sent. If it has sent no name at all, it does not share them. */
    static Roster of(List<Member> members) {
        boolean isNameless = members.stream().allMatch(member -> member.name() == null);
        return isNameless && !members.isEmpty() ? without(State.REFUSED) : new Roster(State.SHOWN, members);
    }

    public State state() {
        return state;
    }

    /** The name of a student; null if the platform has sent none. */
    @Nullable
    String nameOf(String subject) {
        Member member = bySubject.get(subject);
        return member == null ? null : member.name();
    }

    List<Member> students() {
        return bySubject.values().stream().filter(Member::student).toList();
    }
}
