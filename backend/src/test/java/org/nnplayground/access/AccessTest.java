package org.nnplayground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.job.Job;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;

class AccessTest {

    private static final byte[] SECRET = new byte[32];
    private static final byte[] FORMER = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private Instant now = NOW;
    private final ServerSecrets secrets = new ServerSecrets(SECRET, FORMER, NOW.plusSeconds(60), () -> now);
    private final ApiKeys keys = new ApiKeys(new InMemoryApiKeyStore(), secrets, () -> now);
    private final AccessControl access = access(AnonymousAccess.ALL);
    private final String schoolKey = created("school").text();
    private final Job job = Jobs.queued("a", Mode.LIVE, "school", Map.of());

    private AccessControl access(AnonymousAccess anonymous) {
        return new AccessControl(new ControlTokens(secrets), keys, anonymous);
    }

    private ApiKeys.Created created(String owner) {
        return Objects.requireNonNull(keys.create(owner).block());
    }

    @Test
    void theControlTokenIsTheHmacOfTheJobId() {
        // From: printf control-token/1:a | openssl dgst -sha256 -mac HMAC -macopt hexkey:00..00 -binary | basenc
        // --base64url
        assertThat(access.tokenOf("a")).isEqualTo("ct1_bCYX0eaGwBwttpTODEGBbf660zcU-_CcZ0B_uAasMDc");
    }

    @Test
    void theControlTokenAndEveryKeyOfTheOwnerMayChangeAJob() {
        access.requireControl(job, "Bearer " + access.tokenOf("a")).block();
        access.requireControl(job, "bearer " + schoolKey).block();
        access.requireControl(job, "Bearer " + created("school").text()).block();
    }

    @Test
    void otherTokensAndKeysAreRefused() {
        String key = created("other").text();

        assertRefused(null, ProblemType.UNAUTHORIZED);
        assertRefused("Basic abc", ProblemType.UNAUTHORIZED);
        assertRefused("Bearer nonsense", ProblemType.FORBIDDEN);
        assertRefused("Bearer " + access.tokenOf("b"), ProblemType.FORBIDDEN);
        assertRefused("Bearer " + key, ProblemType.FORBIDDEN);
        assertRefused("Bearer " + schoolKey.substring(0, 22) + key.substring(22), ProblemType.FORBIDDEN);
    }

    @Test
    void noKeyControlsAJobWithoutOwner() {
        Job anonymous = Jobs.queued("a", Mode.LIVE);

        assertThatThrownBy(() ->
                        access.requireControl(anonymous, "Bearer " + schoolKey).block())
                .isInstanceOf(PlaygroundException.class);
    }

    @Test
    void anUnknownKeyIsRefusedAndNoKeyIsAnonymous() {
        assertThat(caller(null).owner()).isNull();
        assertThat(caller("Bearer " + schoolKey).owner()).isEqualTo("school");
        assertThatThrownBy(() -> caller("Bearer nonsense")).hasMessage("The API key is unknown or has been revoked.");
    }

    private Caller caller(@Nullable String authorization) {
        return Objects.requireNonNull(access.caller(authorization, "192.0.2.1").block());
    }

    @Test
    void aRevokedKeyIsRefusedButStillListed() {
        ApiKeys.Created key = created("school");

        keys.revoke(key.key().id()).block();

        assertRefused("Bearer " + key.text(), ProblemType.FORBIDDEN);
        assertThatThrownBy(() -> caller("Bearer " + key.text())).isInstanceOf(PlaygroundException.class);
        assertThat(keys.list()
                        .filter(listed -> listed.revokedAt() != null)
                        .map(ApiKey::id)
                        .collectList()
                        .block())
                .containsExactly(key.key().id());
        assertThatThrownBy(() -> keys.revoke("0000000000000000").block()).hasMessageContaining("no API key");
    }

    @Test
    void theStoreContainsNoUsableSecret() {
        ApiKeys.Created key = created("school");

        assertThat(key.key().toString()).doesNotContain(key.text().substring(22));
        assertThat(key.toString()).doesNotContain(key.text()).doesNotContain(key.webhookSecret());
        assertThat(key.key().hash()).hasSize(64);
    }

    @Test
    void tokensOfThePreviousSecretAreValidUntilItsEnd() {
        var before = new ControlTokens(new ServerSecrets(FORMER, null, Instant.EPOCH, () -> now));
        String former = "Bearer " + before.of("a");

        access.requireControl(job, former).block();
        assertThat(keys.webhookSecrets("0123456789abcdef")).hasSize(2);
        now = NOW.plusSeconds(60);

        assertRefused(former, ProblemType.FORBIDDEN);
        assertThat(keys.webhookSecrets("0123456789abcdef")).hasSize(1);
    }

    @Test
    void anonymousCreationFollowsTheSettings() {
        Caller nobody = caller(null);
        Caller client = caller("Bearer " + schoolKey);

        for (Mode mode : Mode.values()) {
            access(AnonymousAccess.ALL).requireMayCreate(nobody, mode);
            access(AnonymousAccess.NONE).requireMayCreate(client, mode);
            assertThatThrownBy(() -> access(AnonymousAccess.NONE).requireMayCreate(nobody, mode))
                    .hasMessageContaining("accepts jobs only with an API key");
        }
        access(AnonymousAccess.LIVE).requireMayCreate(nobody, Mode.LIVE);
        assertThatThrownBy(() -> access(AnonymousAccess.LIVE).requireMayCreate(nobody, Mode.BATCH))
                .hasMessageContaining("accepts batch jobs only with an API key");
    }

    @Test
    void onlyTheServersSecretAuthorizesTheAdministrator() {
        access.requireAdministrator("Bearer " + new ControlTokens(secrets).administrator());

        assertThatThrownBy(() -> access.requireAdministrator("Bearer " + schoolKey))
                .isInstanceOf(PlaygroundException.class);
        assertThatThrownBy(() -> access.requireAdministrator("Bearer " + access.tokenOf("a")))
                .isInstanceOf(PlaygroundException.class);
        assertThatThrownBy(() -> access.requireAdministrator(null)).isInstanceOf(PlaygroundException.class);
    }

    @Test
    void theSecretIsGeneratedOnceAndReused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("data/secret");

        byte[] first =
                ServerSecrets.of(settings(null, file), InstantSource.system()).hmac("x");
        byte[] second =
                ServerSecrets.of(settings(null, file), InstantSource.system()).hmac("x");

        assertThat(first).hasSize(32).isEqualTo(second).isNotEqualTo(secrets.hmac("x"));
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(file.resolveSibling(".")).isDirectoryNotContaining(other -> !other.endsWith("secret"));
    }

    @Test
    void aWrongSecretIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> ServerSecrets.of(settings("abcdef", Path.of("unused")), InstantSource.system()))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("abcdef");
    }

    private static AccessSettings settings(@Nullable String secret, Path file) {
        return new AccessSettings(secret, file, null, null, AnonymousAccess.ALL);
    }

    private void assertRefused(@Nullable String authorization, ProblemType type) {
        assertThatThrownBy(() -> access.requireControl(job, authorization).block())
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
