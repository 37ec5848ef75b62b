package org.nnplayground.web.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.attempt.StrictMemberships;
import org.nnplayground.attempt.StrictTokens;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Names of students, which the operator allows and the platform sends. */
@TestPropertySource(properties = "playground.lti.names=true")
class NamesOverHttpTest extends GradedLinkTest {

    private static final Map<String, String> GRADED = Map.of("content", "/exercises/small-network", "mode", "graded");
    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

    private StrictMemberships members;
    private boolean offersVersion2 = true;

    @BeforeEach
    void serveMembers() {
        members = new StrictMemberships(platform.server(), tokens);
        members.has(List.of(
                StrictMemberships.member("teacher", "Ms Green", "Instructor"),
                StrictMemberships.member("ann", "=HYPERLINK(\"x\");=1 <b>Ann</b>", "Learner"),
                StrictMemberships.member("bob", "Bob", "Learner"),
                StrictMemberships.member("cid", "Cid", "Learner")));
    }

    @Override
    Set<String> scopes() {
        return Set.of(StrictTokens.SCORE, StrictTokens.MEMBERS);
    }

    @Override
    void addTo(Map<String, Object> claims) {
        claims.put("name", "Name Of Launch");
        claims.put(
                CLAIM,
                offersVersion2
                        ? members.claim()
                        : Map.of("context_memberships_url", members.url(), "service_versions", List.of("1.0")));
    }

    private String teacher() {
        return launches("teacher", "Instructor", GRADED);
    }

    private void handsIn(String subject) {
        String bearer = launches(subject, "Learner", GRADED);
        String id = opens(bearer).path("id").stringValue();
        assertThat(sends(bearer, "POST", "/lti/attempts/" + id + "/answers", "{'answers': {}}")
                        .status())
                .isEqualTo(200);
    }

    private static List<String> names(JsonNode students) {
        var names = new ArrayList<String>();
        students.forEach(student -> names.add(student.path("name").stringValue("")));
        return names;
    }

    @Test
    void aTeacherSeesNamesAndWhoHasNotHandedIn() {
        handsIn("ann");
        opens(launches("bob", "Learner", GRADED));

        JsonNode table = gets(teacher(), "/lti/class").json();

        assertThat(table.path("names").stringValue()).isEqualTo("shown");
        assertThat(names(table.path("students"))).containsExactly("=HYPERLINK(\"x\");=1 <b>Ann</b>");
        assertThat(names(table.path("unfinished"))).containsExactly("Bob", "Cid");
        assertThat(table.path("unfinished").path(0).path("started").booleanValue())
                .isTrue();
        assertThat(table.path("unfinished").path(1).path("started").booleanValue())
                .isFalse();
        assertThat(table.path("unfinished").path(1).path("student").stringValue())
                .matches("S-[0-9a-f]{8}");
        assertThat(table.toString()).doesNotContain("example", "Green");
    }

    @Test
    void theCsvHasNamesAndNoFormula() {
        handsIn("ann");

        String[] lines = gets(teacher(), "/lti/class.csv").text().split("\r\n");

        assertThat(lines).hasSize(4);
        assertThat(lines[0]).isEqualTo("student,attempts,points,maxPoints,lastAt,name");
        assertThat(lines[1]).matches("S-[0-9a-f]{8},1,0,11,[^,]+,\"'=HYPERLINK\\(\"\"x\"\"\\),=1 <b>Ann</b>\"");
        assertThat(lines[2]).matches("S-[0-9a-f]{8},0,,,,\"Bob\"");
        assertThat(lines[3]).matches("S-[0-9a-f]{8},0,,,,\"Cid\"");
    }

    @Test
    void withoutAnAnswerOfThePlatformThereArePseudonyms() {
        handsIn("ann");
        members.answers(500, "", null);

        JsonNode table = gets(teacher(), "/lti/class").json();

        assertThat(table.path("names").stringValue()).isEqualTo("unavailable");
        assertThat(table.path("students").path(0).has("name")).isFalse();
        assertThat(table.path("unfinished").isEmpty()).isTrue();
        assertThat(gets(teacher(), "/lti/class.csv").text()).doesNotContain("name");
    }

    @Test
    void anotherVersionOfTheServiceIsNotAsked() {
        offersVersion2 = false;

        JsonNode table = gets(teacher(), "/lti/class").json();

        assertThat(table.path("names").stringValue()).isEqualTo("refused");
        assertThat(members.requests()).isZero();
    }

    @Test
    void studentsGetNoNames() {
        String student = launches("ann", "Learner", GRADED);

        assertThat(gets(student, "/lti/class").status()).isEqualTo(403);
        assertThat(gets(student, "/lti/class.csv").status()).isEqualTo(403);
        assertThat(gets(student, "/lti/session").text()
                        + gets(student, "/lti/attempts").text())
                .doesNotContain("Name", "Ann", "Bob");
        assertThat(members.requests()).isZero();
    }
}
