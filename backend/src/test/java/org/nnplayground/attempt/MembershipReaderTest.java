package org.nnplayground.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.PlatformClient;
import org.nnplayground.lti.Role;
import org.nnplayground.lti.TestTools;
import org.nnplayground.lti.ToolKeys;
import org.nnplayground.outbound.TestHttpServer;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Names from a strict platform that fails on purpose. */
class MembershipReaderTest {

    private static final ToolKeys KEYS = TestTools.keys();

    private final TestHttpServer server = new TestHttpServer();
    private final StrictTokens tokens = TestAttempts.tokens(server, KEYS, Set.of(StrictTokens.MEMBERS));
    private final StrictMemberships service = new StrictMemberships(server.server(), tokens);
    private final MembershipReader reader = reader(TestTools.client(true), true, Duration.ofMinutes(1));

    @AfterEach
    void stop() {
        server.close();
        tokens.assertNoViolations();
    }

    private MembershipReader reader(PlatformClient client, boolean names, Duration timeout) {
        Platform platform = TestAttempts.platform(server);
        return new MembershipReader(
                client,
                new AccessTokens(client, KEYS, InstantSource.system()),
                id -> id.equals(platform.id()) ? Mono.just(platform) : Mono.empty(),
                TestTools.settings(names),
                timeout);
    }

    private Launch launch(@Nullable String memberships) {
        return new Launch(
                TestAttempts.PLATFORM,
                "deployment",
                "link",
                "teacher",
                Set.of(Role.TEACHER),
                Map.of(),
                null,
                null,
                memberships == null ? null : URI.create(memberships),
                null);
    }

    private Roster reads() {
        return Objects.requireNonNull(reader.read(launch(service.url())).block());
    }

    private void has(Map<String, Object> member) {
        service.has(List.of(member));
    }

    @Test
    void allPagesAreReadWithOneToken() {
        service.has(IntStream.range(0, 5)
                .mapToObj(i -> StrictMemberships.member("id-" + i, "Student " + i, "Learner"))
                .toList());

        Roster roster = reads();
        reads();

        assertThat(roster.state()).isEqualTo(Roster.State.SHOWN);
        assertThat(IntStream.range(0, 6).mapToObj(i -> roster.nameOf("id-" + i)))
                .containsExactly("Student 0", "Student 1", "Student 2", "Student 3", "Student 4", null);
        assertThat(service.requests()).isEqualTo(6);
        assertThat(tokens.issued()).isEqualTo(1);
    }

    @Test
    void onlyActiveStudentsAreStudents() {
        service.has(List.of(
                StrictMemberships.member("teacher", "A", "Instructor"),
                StrictMemberships.member("student", "B", "Learner"),
                Map.of("user_id", "short", "name", "C", "roles", List.of("Learner")),
                Map.of("user_id", "both", "name", "D", "roles", List.of("Learner", "Instructor")),
                Map.of("user_id", "gone", "name", "E", "roles", List.of("Learner"), "status", "Inactive"),
                Map.of("user_id", "none", "name", "F")));

        Roster roster = reads();

        assertThat(roster.students()).extracting(Member::subject).containsExactlyInAnyOrder("student", "short");
        assertThat(roster.nameOf("gone")).isEqualTo("E");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ann\\u202Egro.live\\u0000 | Anngro.live",
                "Ann\\n\\tBee\\u2028Cee  | Ann Bee Cee",
                "\\u200B\\uFEFF王小明 | 王小明",
                "نرگس\\u200Cها | نرگس\\u200Cها",
            })
    void namesAreOneLineOfVisibleCharacters(String sent, String shown) {
        has(StrictMemberships.member("id", unescaped(sent), "Learner"));

        assertThat(reads().nameOf("id")).isEqualTo(unescaped(shown));
    }

    private static String unescaped(String text) {
        return new JsonMapper().readValue("\"" + text + "\"", String.class);
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        has(StrictMemberships.member("id", "𠮷".repeat(50_000), "Learner"));

        assertThat(reads().nameOf("id")).isEqualTo("𠮷".repeat(99) + "…");
    }

    @Test
    void aNameCanBeInTwoParts() {
        has(Map.of("user_id", "id", "given_name", "Ann", "family_name", "Bee", "roles", List.of("Learner")));

        assertThat(reads().nameOf("id")).isEqualTo("Ann Bee");
    }

    @Test
    void aPlatformThatSendsNoNameDoesNotShareNames() {
        has(Map.of("user_id", "id", "roles", List.of("Learner")));

        assertThat(reads().state()).isEqualTo(Roster.State.REFUSED);
    }

    @Test
    void anExpiredTokenIsReplacedOnce() {
        has(StrictMemberships.member("id", "Ann", "Learner"));
        reads();
        tokens.revoke();

        Roster roster = reads();

        assertThat(roster.nameOf("id")).isEqualTo("Ann");
        assertThat(tokens.issued()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"401, REFUSED", "403, REFUSED", "404, UNAVAILABLE", "429, UNAVAILABLE", "500, UNAVAILABLE"})
    void withoutMembersThereAreNoNames(int status, Roster.State state) {
        service.answers(status, "{}", null);

        assertThat(reads().state()).isEqualTo(state);
        assertThat(service.requests()).isEqualTo(status == 401 ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "401, REFUSED", "503, UNAVAILABLE"})
    void withoutATokenThereAreNoNames(int status, Roster.State state) {
        tokens.refuses(status);

        assertThat(reads().state()).isEqualTo(state);
        assertThat(service.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ann", "[]", "{}", "{\"members\": {\"user_id\": \"id\"}}", "{\"members\": [", "[[[[[["})
    void rubbishIsNoListOfMembers(String body) {
        service.answers(200, body, null);

        assertThat(reads().state()).isEqualTo(Roster.State.UNAVAILABLE);
    }

    @Test
    void membersThatAreNoneAreLeftOut() {
        service.answers(
                200,
                "{\"members\": [1, null, {}, {\"user_id\": \"" + "x".repeat(256) + "\", \"name\": \"A\"},"
                        + " {\"user_id\": \"id\", \"name\": \"Ann\", \"roles\": \"Learner\", \"status\": 1}]}",
                null);

        Roster roster = reads();

        assertThat(roster.nameOf("id")).isEqualTo("Ann");
        assertThat(roster.nameOf("x".repeat(256))).isNull();
        assertThat(roster.students()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<http://169.254.169.254/>; rel=\"next\"",
                "<//platform.example/>; rel=next",
                "<http://127.0.0.1/>;rel=\"last next\"",
                "<file:///etc/passwd>; title=\"a;b\"; rel=\"next\"",
                "<http://[>; rel=\"next\"",
                "<members?rlid=3>; rel=\"next\"" // for ever
            })
    void aNextPageIsOnTheSameServerAndPagesEnd(String link) {
        service.answers(200, "{\"members\": [{\"user_id\": \"id\", \"name\": \"Ann\"}]}", link);

        assertThat(reads().state()).isEqualTo(Roster.State.UNAVAILABLE);
        assertThat(service.requests()).isLessThanOrEqualTo(MembershipReader.MAX_PAGES + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<http://169.254.169.254/>; rel=\"prev\"", "next", "<", "<x>; rel=\"nextpage\"", "<x>"})
    void otherLinksAreNotFollowed(String link) {
        service.answers(200, "{\"members\": [{\"user_id\": \"id\", \"name\": \"Ann\"}]}", link);

        assertThat(reads().nameOf("id")).isEqualTo("Ann");
        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void tooManyMembersAreNotRead() {
        String member = "{\"user_id\": \"%d\", \"name\": \"A\"}";
        String members = IntStream.rangeClosed(0, MembershipReader.MAX_MEMBERS)
                .mapToObj(member::formatted)
                .reduce((all, next) -> all + "," + next)
                .orElseThrow();
        service.answers(200, "{\"members\": [" + members + "]}", null);

        assertThat(reads().state()).isEqualTo(Roster.State.UNAVAILABLE);
    }

    @Test
    void aPlatformThatMayNotBeCalledHasNoNames() {
        has(StrictMemberships.member("id", "Ann", "Learner"));

        Roster roster = Objects.requireNonNull(reader(TestTools.client(false), true, Duration.ofMinutes(1))
                .read(launch(service.url()))
                .block());

        assertThat(roster.state()).isEqualTo(Roster.State.UNAVAILABLE);
        assertThat(tokens.issued() + service.requests()).isZero();
    }

    @Test
    void aSlowPlatformIsNotWaitedFor() {
        String slow = server.serves("/slow", call -> sleeps()).toString();

        Roster roster = Objects.requireNonNull(reader(TestTools.client(true), true, Duration.ofMillis(300))
                .read(launch(slow))
                .block());

        assertThat(roster.state()).isEqualTo(Roster.State.UNAVAILABLE);
    }

    /** Until the server closes. */
    private static void sleeps() {
        try {
            Thread.sleep(Duration.ofMinutes(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingIsAskedIfNamesAreOffOrThePlatformOffersNone() {
        has(StrictMemberships.member("id", "Ann", "Learner"));

        Roster off = Objects.requireNonNull(reader(TestTools.client(true), false, Duration.ofMinutes(1))
                .read(launch(service.url()))
                .block());
        Roster notOffered = Objects.requireNonNull(reader.read(launch(null)).block());

        assertThat(off.state()).isEqualTo(Roster.State.OFF);
        assertThat(notOffered.state()).isEqualTo(Roster.State.REFUSED);
        assertThat(tokens.issued() + service.requests()).isZero();
    }
}
