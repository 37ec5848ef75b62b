package org.nnplayground.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.attempt.Score.Gradebook;
import org.nnplayground.attempt.ScoreDelivery.Outcome;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.PlatformClient;
import org.nnplayground.lti.TestTools;
import org.nnplayground.lti.ToolKeys;
import org.nnplayground.outbound.TestHttpServer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Delivery of scores to a strict platform that fails on purpose. */
class ScoreDispatcherTest {

    private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(5), Duration.ofMinutes(1));

    private final ToolKeys keys = TestTools.keys();
    private final AttemptStore store = new InMemoryAttemptStore();
    private final Student ann = TestAttempts.student("ann");
    private final TestHttpServer server = new TestHttpServer();
    private final StrictTokens tokens =
            TestAttempts.tokens(server, keys, Set.of(StrictTokens.SCORE, StrictTokens.RESULTS));
    private final StrictScoreService service = new StrictScoreService(server.server(), tokens);
    private Instant now = TestAttempts.NOW;
    private ScoreDispatcher dispatcher = dispatcher(TestTools.client(true));

    @AfterEach
    void stop() {
        server.close();
        tokens.assertNoViolations();
    }

    private ScoreDispatcher dispatcher(PlatformClient client) {
        return dispatcher(client, store);
    }

    private ScoreDispatcher dispatcher(PlatformClient client, AttemptStore attempts) {
        Platform platform = TestAttempts.platform(server);
        return new ScoreDispatcher(
                attempts,
                new ScoreSender(client, new AccessTokens(client, keys, () -> now)),
                id -> id.equals(platform.id()) ? Mono.just(platform) : Mono.empty(),
                new AttemptSettings(Duration.ofDays(400), DELAYS),
                () -> now);
    }

    private void closes(Student student, int number, int points) {
        closes(student, number, points, false);
    }

    private void closes(Student student, int number, int points, boolean readable) {
        Attempt open = TestAttempts.open(student.subject() + number, student, number);
        store.open(open).block();
        Attempt closed = open.closed(new Attempt.Result(now, points, 6, List.of()));
        store.close(closed, Score.of(closed, new Gradebook(URI.create(service.lineItem()), readable)), now)
                .block();
    }

    /** Delivers what is due after a time. */
    private void delivers(Duration later) {
        now = now.plus(later);
        dispatcher.deliverDue().block(Duration.ofSeconds(30));
    }

    private List<String> received() {
        return service.received().stream()
                .map(StrictScoreService.Received::points)
                .toList();
    }

    private @Nullable Outcome outcome(Student student) {
        return Objects.requireNonNull(store.delivery(student).block()).outcome();
    }

    @Test
    void aScoreIsDeliveredOnce() {
        closes(ann, 1, 4);

        delivers(Duration.ZERO);
        delivers(Duration.ofDays(1));

        assertThat(received()).containsExactly("4/6");
        assertThat(outcome(ann)).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void oneTokenServesManyScoresUntilAMinuteBeforeItsEnd() {
        for (int i = 0; i < 5; i++) {
            closes(TestAttempts.student("s" + i), 1, i);
        }
        delivers(Duration.ZERO);
        closes(ann, 1, 3);
        delivers(Duration.ofSeconds(3539));
        assertThat(tokens.issued()).isEqualTo(1);

        closes(ann, 2, 5);
        delivers(Duration.ofSeconds(2));

        assertThat(tokens.issued()).isEqualTo(2);
        assertThat(service.shown("ann")).isEqualTo("5/6");
    }

    @Test
    void scoresOfAStudentAreTwoSecondsApartAndTheLastOneCounts() {
        closes(ann, 1, 2);
        delivers(Duration.ZERO);
        closes(ann, 2, 3);
        delivers(Duration.ofMillis(500));
        closes(ann, 3, 5);
        delivers(Duration.ofMillis(1_499));
        assertThat(received()).containsExactly("2/6");

        delivers(Duration.ofMillis(1));

        assertThat(received()).containsExactly("2/6", "5/6");
    }

    @Test
    void anInvalidTokenIsReplaced() {
        closes(ann, 1, 2);
        delivers(Duration.ZERO);
        tokens.revoke();
        closes(ann, 2, 4);
        delivers(Duration.ofSeconds(2));
        assertThat(service.shown("ann")).isEqualTo("2/6");

        delivers(Duration.ofSeconds(6));

        assertThat(service.shown("ann")).isEqualTo("4/6");
        assertThat(tokens.issued()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500, 502, 503})
    void aFailedTryIsRepeatedLater(int status) {
        service.refuses(status);
        service.refuses(status);
        closes(ann, 1, 4);
        delivers(Duration.ZERO);
        delivers(Duration.ofSeconds(4));
        assertThat(received()).hasSize(1);

        delivers(Duration.ofSeconds(2));
        delivers(Duration.ofSeconds(59));
        assertThat(received()).hasSize(2);
        delivers(Duration.ofSeconds(13));

        assertThat(service.shown("ann")).isEqualTo("4/6");
        assertThat(outcome(ann)).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aScoreIsGivenUpAfterTheLastTry() {
        for (int i = 0; i < 3; i++) {
            service.refuses(500);
        }
        closes(ann, 1, 4);
        for (int i = 0; i < 9; i++) {
            delivers(Duration.ofMinutes(2));
        }

        assertThat(received()).hasSize(3);
        assertThat(outcome(ann)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void tooManyRequestsAreRepeatedWhenThePlatformSays() {
        service.refuses(429, "3600");
        closes(ann, 1, 4);
        delivers(Duration.ZERO);
        delivers(Duration.ofSeconds(3_599));
        assertThat(received()).hasSize(1);

        delivers(Duration.ofSeconds(1));

        assertThat(service.shown("ann")).isEqualTo("4/6");
    }

    @Test
    void theTimeOfTheNextTryMayBeADate() {
        service.refuses(429, "Fri, 01 Jan 2027 01:00:00 GMT");
        closes(ann, 1, 4);
        delivers(Duration.ZERO);
        delivers(Duration.ofMinutes(59));
        assertThat(received()).hasSize(1);

        delivers(Duration.ofMinutes(1));

        assertThat(service.shown("ann")).isEqualTo("4/6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aScoreWithoutAnswerIsSentAgain(boolean taken) {
        service.doesNotAnswer(taken);
        closes(ann, 1, 4);
        delivers(Duration.ZERO);

        delivers(Duration.ofSeconds(6));

        assertThat(received()).containsExactly("4/6", "4/6");
        assertThat(service.shown("ann")).isEqualTo("4/6");
        assertThat(outcome(ann)).isEqualTo(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 409})
    void aScoreWhoseAnswerComesTooLateIsSentOnceMore(int secondAnswer) {
        dispatcher = dispatcher(TestTools.client(true, Duration.ofSeconds(1)));
        closes(TestAttempts.student("bob"), 1, 6);
        delivers(Duration.ZERO); // gets the token
        service.waits();
        closes(ann, 1, 4);
        delivers(Duration.ZERO);
        service.answersLate();
        assertThat(outcome(ann)).isNull();
        if (secondAnswer == 409) {
            service.refuses(409);
        }

        delivers(Duration.ofSeconds(6));
        delivers(Duration.ofDays(1));

        assertThat(received()).containsExactly("6/6", "4/6", "4/6");
        assertThat(service.shown("ann")).isEqualTo("4/6");
        assertThat(outcome(ann)).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aConflictWithAScoreThatThePlatformHasTakenIsADelivery() {
        service.doesNotAnswer(true);
        service.refuses(409);
        closes(ann, 1, 4);
        delivers(Duration.ZERO);

        delivers(Duration.ofSeconds(6));

        assertThat(outcome(ann)).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aConflictWithAnotherScoreIsRepeatedWithALaterTimestamp() {
        service.refuses(409);
        closes(ann, 1, 4);
        delivers(Duration.ZERO);
        assertThat(outcome(ann)).isNull();

        delivers(Duration.ofSeconds(6));

        assertThat(service.shown("ann")).isEqualTo("4/6");
    }

    @Test
    void whereResultsCanBeReadAConflictIsADeliveryOnlyIfThePlatformShowsTheScore() {
        closes(ann, 1, 2, true);
        delivers(Duration.ZERO);
        service.refuses(409);
        closes(ann, 2, 4, true);
        delivers(Duration.ofSeconds(2));
        assertThat(outcome(ann)).isNull();

        delivers(Duration.ofSeconds(6));
        assertThat(service.shown("ann")).isEqualTo("4/6");
        closes(ann, 3, 5, true);
        service.doesNotAnswer(true);
        service.refuses(409);
        delivers(Duration.ofSeconds(2));
        delivers(Duration.ofSeconds(6));

        assertThat(outcome(ann)).isEqualTo(Outcome.DELIVERED);
        assertThat(received()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 422})
    void aScoreThatThePlatformWillNeverTakeIsGivenUp(int status) {
        service.refuses(status);
        closes(ann, 1, 4);
        delivers(Duration.ZERO);
        delivers(Duration.ofDays(1));

        assertThat(received()).hasSize(1);
        assertThat(outcome(ann)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void twoProcessesThatFindTheSameScoresDeliverThemOnce() {
        for (int i = 0; i < 4; i++) {
            closes(TestAttempts.student("s" + i), 1, 3);
        }
        ScoreDispatcher other = dispatcher(TestTools.client(true), withStaleQuery());

        delivers(Duration.ZERO);
        other.deliverDue().block(Duration.ofSeconds(30));

        assertThat(service.received()).hasSize(4);
    }

    /** The same store; its first query for due scores finds what is due now. */
    private AttemptStore withStaleQuery() {
        List<ScoreDelivery> due =
                Objects.requireNonNull(store.due(now, 9, 9).collectList().block());
        var isFirst = new AtomicBoolean(true);
        return (AttemptStore) Proxy.newProxyInstance(
                AttemptStore.class.getClassLoader(),
                new Class<?>[] {AttemptStore.class},
                (proxy, method, arguments) -> method.getName().equals("due") && isFirst.getAndSet(false)
                        ? Flux.fromIterable(due)
                        : method.invoke(store, arguments));
    }

    @Test
    void anotherProcessDeliversWhenTheFirstOneHasDied() {
        closes(ann, 1, 4);
        ScoreDelivery due = Objects.requireNonNull(store.due(now, 1, 1).blockFirst());
        store.claim(due, now, now.plusSeconds(60)).block();
        delivers(Duration.ofSeconds(59));
        assertThat(received()).isEmpty();

        delivers(Duration.ofSeconds(1));

        assertThat(received()).containsExactly("4/6");
    }

    @Test
    void privateAddressesAndPlainHttpAreNotCalled() {
        dispatcher = dispatcher(TestTools.client(false));
        closes(ann, 1, 4);

        delivers(Duration.ZERO);

        assertThat(tokens.issued()).isZero();
        assertThat(outcome(ann)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aScoreOfARemovedPlatformIsGivenUp() {
        var elsewhere = new Student(new Activity("fedcba9876543210", "deployment", "link"), "ann");
        closes(elsewhere, 1, 4);

        delivers(Duration.ZERO);

        assertThat(received()).isEmpty();
        assertThat(outcome(elsewhere)).isEqualTo(Outcome.FAILED);
    }
}
