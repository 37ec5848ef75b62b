package org.nnplayground.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of webhooks; the test of each adapter extends it. */
public abstract class WebhookStoreContract {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");

    private static final String KEY = "0123456789abcdef";

    private WebhookStore store;

    protected abstract WebhookStore create();

    @BeforeEach
    void createStore() {
        store = create();
    }

    private static Webhook hook(String job, int second) {
        return hook(job, second, KEY);
    }

    private static Webhook hook(String job, int second, String key) {
        return Webhook.of(job, URI.create("https://client.example/done?x=1"), key, NOW.plusSeconds(second));
    }

    @Test
    void keepsAWebhookUntilItIsDeleted() {
        store.insert(hook("a", 0)).block();

        assertThat(store.find("a").block()).isEqualTo(hook("a", 0));
        assertThat(store.count().block()).isEqualTo(1);

        store.delete("a").block();
        assertThat(store.find("a").block()).isNull();
        assertThat(store.count().block()).isZero();
    }

    @Test
    void aDeletedWebhookIsNotUpdated() {
        store.update(hook("a", 0).due("{}", NOW)).block();

        assertThat(store.find("a").block()).isNull();
    }

    @Test
    void listsWaitingWebhooksOldestFirst() {
        store.insert(hook("b", 2)).block();
        store.insert(hook("a", 1)).block();
        store.insert(hook("c", 0)).block();
        store.update(hook("c", 0).due("{}", NOW)).block();

        assertThat(store.waiting().map(Webhook::job).collectList().block()).containsExactly("a", "b");
    }

    @Test
    void listsDueWebhooksLongestDueFirst() {
        for (int i = 0; i < 4; i++) {
            String job = String.valueOf(i);
            store.insert(hook(job, 0)).block();
            store.update(hook(job, 0).due("{\"job\":\"" + job + "\"}", NOW.minusSeconds(i)))
                    .block();
        }
        Webhook later =
                hook("3", 0).due("{\"job\":\"3\"}", NOW).failed(new Webhook.Attempt(NOW, 500), NOW.plusSeconds(60));
        store.update(later).block();

        assertThat(store.due(NOW, 9, 2).map(Webhook::job).collectList().block()).containsExactly("2", "1");
        assertThat(store.due(NOW.plusSeconds(60), 9, 9).last().block()).isEqualTo(later);
    }

    @Test
    void manyWebhooksOfOneKeyDoNotHideThoseOfAnother() {
        for (int i = 0; i < 4; i++) {
            String job = String.valueOf(i);
            store.insert(hook(job, 0)).block();
            store.update(hook(job, 0).due("{}", NOW.minusSeconds(9 - i))).block();
        }
        store.insert(hook("other", 0, "fedcba9876543210")).block();
        store.update(hook("other", 0, "fedcba9876543210").due("{}", NOW)).block();

        assertThat(store.due(NOW, 2, 3).map(Webhook::job).collectList().block()).containsExactly("0", "1", "other");
        assertThat(store.count(KEY).block()).isEqualTo(4);
        assertThat(store.count().block()).isEqualTo(5);
    }

    @Test
    void onlyOneProcessClaimsADueWebhook() {
        store.insert(hook("a", 0)).block();
        store.update(hook("a", 0).due("{}", NOW)).block();
        Webhook due = Objects.requireNonNull(store.due(NOW, 1, 1).blockFirst());

        assertThat(store.claim(due, NOW.plusSeconds(60)).block()).isTrue();
        assertThat(store.claim(due, NOW.plusSeconds(60)).block())
                .as("another has it")
                .isFalse();

        assertThat(store.due(NOW.plusSeconds(59), 1, 1).blockFirst()).isNull();
        assertThat(store.due(NOW.plusSeconds(60), 1, 1).blockFirst()).isEqualTo(due.postponed(NOW.plusSeconds(60)));
        store.delete("a").block();
        assertThat(store.claim(due, NOW).block()).as("it is gone").isFalse();
    }

    @Test
    void keepsTheOutcomeForATime() {
        store.insert(hook("a", 0)).block();
        Webhook delivered = hook("a", 0)
                .due("{}", NOW)
                .finished(new Webhook.Attempt(NOW.plusSeconds(5), 204), Webhook.Outcome.DELIVERED);
        store.insert(hook("b", 0)).block();
        Webhook failed = hook("b", 0)
                .due("{}", NOW)
                .finished(new Webhook.Attempt(NOW.plusSeconds(9), null), Webhook.Outcome.FAILED);
        store.insert(hook("c", 0)).block();

        store.update(delivered).block();
        store.update(failed).block();

        assertThat(store.find("a").block()).isEqualTo(delivered);
        assertThat(store.find("b").block()).isEqualTo(failed);
        assertThat(store.count().block()).as("without an outcome").isEqualTo(1);
        assertThat(store.count(KEY).block()).isEqualTo(1);
        assertThat(store.waiting().map(Webhook::job).collectList().block()).containsExactly("c");
        assertThat(store.due(NOW.plusSeconds(99), 9, 9).collectList().block()).isEmpty();

        store.deleteFinished(NOW.plusSeconds(6)).block();
        assertThat(store.find("a").block()).isNull();
        assertThat(store.find("b").block()).isEqualTo(failed);
        store.deleteFinished(NOW.plusSeconds(10)).block();
        assertThat(store.count().block()).isEqualTo(1);
        assertThat(store.find("b").block()).isNull();
    }
}
