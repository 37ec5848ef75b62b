package org.nnplayground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.Job;
import org.nnplayground.store.Jobs;
import org.nnplayground.store.Mode;

class AccessTest {

    private static final byte[] SECRET = new byte[32];
    private static final String KEY = "key-of-the-school-0123456789abcdef";

    private final Access access = new Access(new ControlTokens(SECRET), Map.of("school", KEY, "other", KEY + "2"));
    private final Job job = Jobs.queued("a", Mode.LIVE, "school", Map.of());

    @Test
    void theTokenIsTheHmacOfTheJobsId() {
        // From: printf control-token/1:a | openssl dgst -sha256 -mac HMAC -macopt hexkey:00..00 -binary | basenc
        // --base64url
        assertThat(access.tokenOf("a")).isEqualTo("ct1_bCYX0eaGwBwttpTODEGBbf660zcU-_CcZ0B_uAasMDc");
    }

    @Test
    void theControlTokenAndTheOwnersKeyMayChangeAJob() {
        access.requireControl(job, "Bearer " + access.tokenOf("a"));
        access.requireControl(job, "bearer " + KEY);
    }

    @Test
    void nobodyElseMay() {
        assertRefused(null, ProblemType.UNAUTHORIZED);
        assertRefused("Basic abc", ProblemType.UNAUTHORIZED);
        assertRefused("Bearer nonsense", ProblemType.FORBIDDEN);
        assertRefused("Bearer " + access.tokenOf("b"), ProblemType.FORBIDDEN);
        assertRefused("Bearer " + KEY + "2", ProblemType.FORBIDDEN);
    }

    @Test
    void aJobWithoutOwnerIsNobodysByKey() {
        Job anonymous = Jobs.queued("a", Mode.LIVE);

        assertThatThrownBy(() -> access.requireControl(anonymous, "Bearer " + KEY))
                .isInstanceOf(PlaygroundException.class);
    }

    @Test
    void anUnknownKeyIsRefusedAndNoKeyIsNobody() {
        assertThat(access.owner(null)).isNull();
        assertThat(access.owner("Bearer " + KEY)).isEqualTo("school");
        assertThatThrownBy(() -> access.owner("Bearer nonsense")).hasMessage("The API key is not known.");
    }

    @Test
    void theSecretIsMadeOnceAndKept(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("data/secret");

        byte[] first = ServerSecret.load(null, file);
        byte[] second = ServerSecret.load(null, file);

        assertThat(first).hasSize(32).isEqualTo(second).isNotEqualTo(SECRET);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void aWrongSecretIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> ServerSecret.load("abcdef", Path.of("unused")))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("abcdef");
    }

    private void assertRefused(@org.jspecify.annotations.Nullable String authorization, ProblemType type) {
        assertThatThrownBy(() -> access.requireControl(job, authorization))
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
