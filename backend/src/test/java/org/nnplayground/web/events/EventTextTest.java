package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;

class EventTextTest {

    private static final UnpooledByteBufAllocator MEMORY = UnpooledByteBufAllocator.DEFAULT;

    @Test
    void anEventHasItsFieldsInTheOrderOfServerSentEvent() {
        var event = new EventText("abc", "job.state", true, List.of(bytes("{\"a\":"), bytes("1}")));

        String expected = ServerSentEvent.builder()
                        .id("abc")
                        .event("job.state")
                        .retry(Duration.ofSeconds(1))
                        .build()
                        .format()
                + "data:{\"a\":1}\n\n";
        assertThat(text(event.encoded(MEMORY))).isEqualTo(expected);
    }

    @Test
    void anEventCanDoWithoutIdAndRetry() {
        var event = new EventText(null, "stream.problem", false, List.of(bytes("{}")));

        assertThat(text(event.encoded(MEMORY))).isEqualTo("event:stream.problem\ndata:{}\n\n");
    }

    @Test
    void eachLineOfTheDataHasTheFieldName() {
        var event = new EventText("1", "message", false, List.of(EventText.data("a\nb\n\u00e9")));

        assertThat(text(event.encoded(MEMORY))).isEqualTo("id:1\nevent:message\ndata:a\ndata:b\ndata:\u00e9\n\n");
    }

    @Test
    void aCommentIsNoEvent() {
        assertThat(text(EventText.comment(MEMORY))).isEqualTo(":still here\n\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuf buffer) {
        try {
            return buffer.toString(StandardCharsets.UTF_8);
        } finally {
            buffer.release();
        }
    }
}
