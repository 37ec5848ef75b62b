package org.nnplayground.lti.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.lti.DeepLinkingRequest;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.LtiSession;
import org.nnplayground.lti.Platform;
import org.nnplayground.lti.Role;
import org.nnplayground.lti.ScoreService;
import org.nnplayground.lti.store.SessionStore.PendingLaunch;

/** The contract of the stores of LTI; the test of each technology extends it. */
abstract class LtiStoreContract {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");
    private static final String SCHOOL = "https://school.example";
    private static final Platform FIRST = platform("0000000000000001", SCHOOL, "first");
    private static final Platform SECOND = platform("0000000000000002", SCHOOL, "second");
    private static final Launch LINK = new Launch(
            FIRST.id(),
            "1",
            "link",
            "person",
            Set.of(Role.STUDENT),
            Map.of("content", "/exercises/small-network"),
            new ScoreService(URI.create(SCHOOL + "/lineitem?type_id=1"), List.of("score")),
            null,
            URI.create(SCHOOL + "/members?rlid=3"),
            "zh_CN");
    private static final Launch PICKER = new Launch(
            FIRST.id(),
            "1",
            null,
            null,
            Set.of(),
            Map.of(),
            null,
            new DeepLinkingRequest(URI.create(SCHOOL + "/return"), true, false, "data"),
            null,
            null);

    private RegistrationStore registrations;
    private SessionStore sessions;
    private ToolKeyStore keys;

    abstract RegistrationStore registrations();

    abstract SessionStore sessions();

    abstract ToolKeyStore keys();

    private static Platform platform(String id, String issuer, String client) {
        return new Platform(
                id,
                issuer,
                client,
                URI.create(issuer + "/auth?x=1"),
                URI.create(issuer + "/token"),
                issuer + "/audience",
                URI.create(issuer + "/jwks"),
                NOW);
    }

    @BeforeEach
    void create() {
        registrations = registrations();
        sessions = sessions();
        keys = keys();
        registrations.insert(FIRST).block();
        registrations.insert(SECOND).block();
    }

    @Test
    void findsRegistrations() {
        assertThat(registrations.find(FIRST.id()).block()).isEqualTo(FIRST);
        assertThat(registrations.find("none").block()).isNull();
        assertThat(registrations.findByIssuer(SCHOOL).collectList().block()).containsExactly(FIRST, SECOND);
        assertThat(registrations
                        .findByIssuer("https://other.example")
                        .collectList()
                        .block())
                .isEmpty();
        assertThat(registrations.findAll().collectList().block()).containsExactly(FIRST, SECOND);
    }

    @Test
    void keepsOneRegistrationOfAnIssuerAndClient() {
        assertThat(registrations
                        .insert(platform("0000000000000003", SCHOOL, "first"))
                        .block())
                .isFalse();
        assertThat(registrations
                        .insert(platform("0000000000000003", "https://other.example", "first"))
                        .block())
                .isTrue();
    }

    @Test
    void keepsDeploymentsBelowTheirRegistration() {
        registrations.insertDeployment(FIRST.id(), "1", NOW).block();
        registrations.insertDeployment(FIRST.id(), "1", NOW).block();
        registrations.insertDeployment(FIRST.id(), "2", NOW).block();

        assertThat(registrations.findByDeployment(SCHOOL, "1").collectList().block())
                .containsExactly(FIRST.id());
        assertThat(registrations.findByDeployment(SCHOOL, "3").collectList().block())
                .isEmpty();
        assertThat(registrations
                        .findByDeployment("https://other.example", "1")
                        .collectList()
                        .block())
                .isEmpty();
        assertThat(registrations.countDeployments(FIRST.id()).block()).isEqualTo(2);
    }

    @Test
    void deletesARegistrationWithItsDeploymentsAndSessions() {
        registrations.insertDeployment(FIRST.id(), "1", NOW).block();
        sessions.insert(new PendingLaunch("state", "secret", LINK, NOW)).block();

        assertThat(registrations.delete(FIRST.id()).block()).isTrue();
        sessions.deletePlatform(FIRST.id()).block();

        assertThat(registrations.delete(FIRST.id()).block()).isFalse();
        assertThat(registrations.findByDeployment(SCHOOL, "1").collectList().block())
                .isEmpty();
        assertThat(sessions.findPending("state").block()).isNull();
    }

    @Test
    void anInviteIsDeletedOnce() {
        registrations.insertInvite("hash", NOW.plusSeconds(10)).block();

        assertThat(registrations.hasInvite("hash", NOW).block()).isTrue();
        assertThat(registrations.hasInvite("hash", NOW.plusSeconds(10)).block()).isFalse();
        assertThat(registrations.hasInvite("other", NOW).block()).isFalse();
        assertThat(registrations.deleteInvite("hash").block()).isTrue();
        assertThat(registrations.deleteInvite("hash").block()).isFalse();
    }

    @Test
    void deletesExpiredInvites() {
        registrations.insertInvite("short", NOW.plusSeconds(10)).block();
        registrations.insertInvite("long", NOW.plusSeconds(20)).block();

        registrations.deleteExpiredInvites(NOW.plusSeconds(10)).block();

        assertThat(registrations.deleteInvite("short").block()).isFalse();
        assertThat(registrations.deleteInvite("long").block()).isTrue();
    }

    @Test
    void aLaunchIsStoredOnceAndOpenedOnce() {
        var pending = new PendingLaunch("state", "secret", LINK, NOW.plusSeconds(600));

        assertThat(sessions.insert(pending).block()).isTrue();
        assertThat(sessions.insert(pending).block()).isFalse();
        assertThat(sessions.findPending("state").block()).isEqualTo(pending);
        assertThat(sessions.find("id", NOW).block()).isNull();

        Instant end = NOW.plusSeconds(3600);
        assertThat(sessions.open("state", "id", end).block()).isTrue();
        assertThat(sessions.open("state", "other", end).block()).isFalse();
        assertThat(sessions.open("unknown", "other", end).block()).isFalse();
        assertThat(sessions.findPending("state").block()).isNull();
        assertThat(sessions.insert(pending).block()).isFalse();
        assertThat(sessions.find("id", NOW).block()).isEqualTo(new LtiSession("id", LINK, end));
        assertThat(sessions.find("id", end).block()).isNull();
    }

    @Test
    void keepsEveryPartOfALaunch() {
        var pending = new PendingLaunch("state", "secret", PICKER, NOW);

        sessions.insert(pending).block();

        assertThat(sessions.findPending("state").block()).isEqualTo(pending);
    }

    @Test
    void deletesExpiredSessions() {
        sessions.insert(new PendingLaunch("first", "secret", LINK, NOW.plusSeconds(10)))
                .block();
        sessions.insert(new PendingLaunch("second", "secret", LINK, NOW.plusSeconds(10)))
                .block();
        sessions.open("second", "id", NOW.plusSeconds(20)).block();

        sessions.deleteExpired(NOW.plusSeconds(10)).block();

        assertThat(sessions.findPending("first").block()).isNull();
        assertThat(sessions.find("id", NOW).block()).isNotNull();
    }

    @Test
    void findsKeysByAge() {
        var newer = new ToolKey("newer", "jwe-2", NOW.plusSeconds(1));
        var older = new ToolKey("older", "jwe-1", NOW);
        keys.insert(older).block();
        keys.insert(newer).block();

        assertThat(keys.findAll().collectList().block()).containsExactly(older, newer);
        keys.delete("older").block();
        assertThat(keys.findAll().collectList().block()).containsExactly(newer);
    }
}
