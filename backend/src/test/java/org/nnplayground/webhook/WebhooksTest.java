package org.nnplayground.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.access.ApiKeys;
import org.nnplayground.access.TestKeys;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.InMemoryJobStore;
import org.nnplayground.store.JobAnnouncement;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Webhooks with a real HTTP server. */
class WebhooksTest {

    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(5), Duration.ofMinutes(1));

    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private final ApiKeys keys = TestKeys.inMemory();
    private final ApiKeys.Created key =
            Objects.requireNonNull(keys.create("school").block());
    private final InMemoryJobStore jobs = new InMemoryJobStore(1_000_000);
    private final WebhookStore store = new InMemoryWebhookStore();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private IntSupplier status = () -> 204;
    private HttpServer client;
    private final Webhooks webhooks = new Webhooks(store, settings(true), () -> now);
    private WebhookDelivery delivery = delivery(true);

    private record Call(String path, String id, String timestamp, String signature, String type, String body) {}

    private final class EndedJobs implements WebhookSubjects {

        @Override
        public Flux<String> endings() {
            return jobs.announcements().map(JobAnnouncement::id);
        }

        @Override
        public Mono<Optional<String>> body(String id) {
            return jobs.find(id)
                    .map(job -> Optional.of("{\"job\":\"" + id + "\"}")
                            .filter(text -> job.state().isTerminal()));
        }
    }

    private static WebhookSettings settings(boolean privateAddresses) {
        return new WebhookSettings(privateAddresses, 9, 8, RETRIES, Duration.ofSeconds(10));
    }

    private WebhookDelivery delivery(boolean privateAddresses) {
        var settings = settings(privateAddresses);
        return new WebhookDelivery(
                store,
                new WebhookSender(settings, InetAddress::getAllByName),
                List.of(new EndedJobs()),
                keys,
                settings,
                () -> now);
    }

    @BeforeEach
    void startClient() throws IOException {
        client = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        client.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        client.createContext("/", this::answer);
        client.start();
    }

    @AfterEach
    void stop() {
        client.stop(0);
        delivery.close();
    }

    private void answer(HttpExchange call) throws IOException {
        var headers = call.getRequestHeaders();
        calls.add(new Call(
                call.getRequestURI().toString(),
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                headers.getFirst("Content-Type"),
                new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        int answer = status.getAsInt();
        if (answer >= 300 && answer < 400) {
            call.getResponseHeaders().set("Location", "/elsewhere");
        }
        call.sendResponseHeaders(answer, -1);
        call.close();
    }

    private URI url(String host) {
        return URI.create("http://" + host + ":" + client.getAddress().getPort() + "/done?x=1");
    }

    private Job ended(String id) {
        Job job = Jobs.in(Jobs.in(Jobs.queued(id, Mode.BATCH), JobState.RUNNING), JobState.SUCCEEDED);
        jobs.insert(job, Integer.MAX_VALUE).block();
        return job;
    }

    private void hook(String id, String host) {
        webhooks.register(id, url(host), key.key().id()).block();
        ended(id);
    }

    @Test
    void theEndOfAJobIsDeliveredOnceAndSigned() throws Exception {
        hook("a", "127.0.0.1");

        delivery.deliverDue().block();
        delivery.deliverDue().block();

        assertThat(calls).hasSize(1);
        Call call = calls.getFirst();
        assertThat(call.path()).isEqualTo("/done?x=1");
        assertThat(call.type()).isEqualTo("application/json");
        assertThat(call.id()).isEqualTo("msg_a");
        assertThat(call.timestamp()).isEqualTo("1798761600");
        assertThat(call.body()).isEqualTo("{\"job\":\"a\"}");
        // As a client verifies it: standardwebhooks.com, "Verifying signatures".
        byte[] secret = Base64.getDecoder().decode(key.webhookSecret().substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        byte[] code = mac.doFinal("msg_a.1798761600.{\"job\":\"a\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(call.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(code));
        assertThat(store.count().block()).isZero();
    }

    @Test
    void anUnfinishedJobIsNotDelivered() {
        webhooks.register("a", url("127.0.0.1"), key.key().id()).block();
        jobs.insert(Jobs.queued("a", Mode.BATCH), Integer.MAX_VALUE).block();

        delivery.deliverDue().block();

        assertThat(calls).isEmpty();
        assertThat(store.waiting().count().block()).isEqualTo(1);
    }

    @Test
    void failedCallsAreRetriedWithIncreasingPausesThenGivenUp() {
        status = () -> 500;
        hook("a", "127.0.0.1");

        delivery.deliverDue().block();
        now = now.plusSeconds(4);
        delivery.deliverDue().block();
        assertThat(calls).hasSize(1);
        now = now.plusSeconds(3);
        delivery.deliverDue().block();
        assertThat(calls).hasSize(2);
        now = now.plusSeconds(59);
        delivery.deliverDue().block();
        assertThat(calls).hasSize(2);
        now = now.plusSeconds(14);
        delivery.deliverDue().block();

        assertThat(calls).hasSize(3);
        assertThat(calls.stream().map(Call::id).distinct()).containsExactly("msg_a");
        assertThat(store.count().block()).isZero();
    }

    @Test
    void anUnansweredCallIsRetried() throws IOException {
        int port = client.getAddress().getPort();
        hook("a", "127.0.0.1");
        client.stop(0);
        delivery.deliverDue().block();
        assertThat(store.count().block()).isEqualTo(1);

        client = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        client.createContext("/", this::answer);
        client.start();
        now = now.plusSeconds(7);
        delivery.deliverDue().block();

        assertThat(calls).hasSize(1);
        assertThat(store.count().block()).isZero();
    }

    @Test
    void aRedirectIsNotFollowed() {
        status = () -> 302;
        hook("a", "127.0.0.1");

        delivery.deliverDue().block();

        assertThat(calls).extracting(Call::path).containsExactly("/done?x=1");
        assertThat(store.count().block()).isEqualTo(1);
    }

    @Test
    void status410EndsTheRetries() {
        status = () -> 410;
        hook("a", "127.0.0.1");

        delivery.deliverDue().block();

        assertThat(store.count().block()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void privateAddressesAreRefusedInEveryNotation(String host) {
        delivery.close();
        delivery = delivery(false);
        hook("a", host);

        delivery.deliverDue().block();

        assertThat(calls).isEmpty();
    }

    @Test
    void aDeliveredWebhookIsSentAgainOnRequest() {
        hook("a", "127.0.0.1");
        delivery.deliverDue().block();
        Webhook delivered = Objects.requireNonNull(webhooks.find("a").block());

        assertThatThrownBy(() -> webhooks.resend("a").block())
                .isInstanceOfSatisfying(
                        TryLaterException.class, e -> assertThat(e.retryAfter()).isGreaterThan(Duration.ofSeconds(9)));
        now = now.plusSeconds(10);
        webhooks.resend("a").block();
        delivery.deliverDue().block();

        assertThat(delivered.outcome()).isEqualTo(Webhook.Outcome.DELIVERED);
        assertThat(delivered.lastAttempt()).isEqualTo(new Webhook.Attempt(now.minusSeconds(10), 204));
        assertThat(calls).extracting(Call::id).containsExactly("msg_a", "msg_a");
        assertThat(store.count().block()).isZero();
    }

    @Test
    void aFailedWebhookIsRepeatedFromTheFirstDelayAfterAResend() {
        status = () -> 410;
        hook("a", "127.0.0.1");
        delivery.deliverDue().block();
        Webhook failed = Objects.requireNonNull(webhooks.find("a").block());
        now = now.plusSeconds(10);
        status = () -> 500;

        webhooks.resend("a").block();
        delivery.deliverDue().block();

        assertThat(failed.outcome()).isEqualTo(Webhook.Outcome.FAILED);
        Webhook pending = Objects.requireNonNull(webhooks.find("a").block());
        assertThat(pending.outcome()).isNull();
        assertThat(pending.attempts()).isEqualTo(1);
        assertThat(pending.lastAttempt()).isEqualTo(new Webhook.Attempt(now, 500));
        assertThat(pending.dueAt()).isBetween(now.plusSeconds(5), now.plusSeconds(6));
    }

    @Test
    void onlyTheWebhookOfAnEndedJobIsSentAgain() {
        webhooks.register("a", url("127.0.0.1"), key.key().id()).block();

        for (String job : List.of("a", "none")) {
            assertThatThrownBy(() -> webhooks.resend(job).block())
                    .isInstanceOfSatisfying(
                            PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.ILLEGAL_STATE));
        }
    }

    @Test
    void theOutcomeIsKeptForADay() {
        hook("a", "127.0.0.1");
        delivery.deliverDue().block();

        now = now.plus(Webhooks.RETENTION);
        delivery.deleteFinished();
        assertThat(webhooks.find("a").block()).isNotNull();
        now = now.plusSeconds(1);
        delivery.deleteFinished();

        assertThat(webhooks.find("a").block()).isNull();
    }

    @Test
    void jobsThatEndedDuringAnOutageAreDeliveredLater() {
        webhooks.register("a", url("127.0.0.1"), key.key().id()).block();
        ended("a");

        delivery.findEnded();
        delivery.deliverDue().block();

        assertThat(calls).hasSize(1);
    }

    @Test
    void aWebhookWithoutJobIsDeletedAfterAMinute() {
        webhooks.register("a", url("127.0.0.1"), key.key().id()).block();

        delivery.findEnded();
        assertThat(store.count().block()).isEqualTo(1);
        now = now.plusSeconds(61);
        delivery.findEnded();

        assertThat(store.count().block()).isZero();
    }

    @Test
    void limitsApplyPerKeyAndInTotal() {
        for (int i = 0; i < 8; i++) {
            webhooks.register("a" + i, url("127.0.0.1"), key.key().id()).block();
        }

        assertRefused(key.key().id(), ProblemType.TOO_MANY_REQUESTS, "An API key can have at most 8 pending webhooks");
        webhooks.register("b", url("127.0.0.1"), "fedcba9876543210").block();
        assertRefused("fedcba9876543210", ProblemType.QUEUE_FULL, "Too many webhooks");
    }

    private void assertRefused(String key, ProblemType type, String message) {
        assertThatThrownBy(() -> webhooks.register("c", url("127.0.0.1"), key).block())
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type))
                .hasMessageContaining(message);
    }

    @Test
    void aHangingReceiverDelaysNoOther() {
        var answering = new CountDownLatch(1);
        var asked = new AtomicInteger();
        client.createContext("/slow", call -> {
            asked.incrementAndGet();
            await(answering);
            answer(call);
        });
        for (int i = 0; i < 8; i++) {
            String job = "slow" + i;
            webhooks.register(job, url("127.0.0.1").resolve("/slow"), key.key().id())
                    .block();
            ended(job);
        }
        delivery.deliver();
        webhooks.register("other", url("127.0.0.1"), "fedcba9876543210").block();
        ended("other");

        delivery.deliverDue().block();

        assertThat(calls).extracting(Call::path).containsExactly("/done?x=1");
        assertThat(asked).hasValueLessThan(8);
        answering.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
