package org.nnplayground.web.events;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a {@code text/event-stream} (<a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML standard</a>).
 *
 * @param id null for none
 * @param name ASCII
 * @param retry whether it tells the client how long to wait before it reconnects: a second
 * @param data pieces of one text without line breaks; never changed
 */
record EventText(@Nullable String id, String name, boolean retry, List<byte[]> data) {

    private static final byte[] ID = ascii("id:");
    private static final byte[] NAME = ascii("event:");
    private static final byte[] RETRY = ascii("retry:1000\n");
    private static final byte[] DATA = ascii("data:");
    private static final byte[] COMMENT = ascii(":still here\n\n");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A comment, which clients ignore. */
    static ByteBuf comment(ByteBufAllocator memory) {
        return memory.ioBuffer(COMMENT.length).writeBytes(COMMENT);
    }

    /** Text as the data of an event: each line has the field name in front. */
    static byte[] data(String text) {
        return text.replace("\n", "\ndata:").getBytes(StandardCharsets.UTF_8);
    }

    /** The event as it is sent; the caller releases it. */
    ByteBuf encoded(ByteBufAllocator memory) {
        int size = ID.length + NAME.length + RETRY.length + DATA.length + 4 + name.length();
        size += id == null ? 0 : id.length();
        for (byte[] piece : data) {
            size += piece.length;
        }
        ByteBuf to = memory.ioBuffer(size);
        if (id != null) {
            line(to, ID, id);
        }
        line(to, NAME, name);
        if (retry) {
            to.writeBytes(RETRY);
        }
        to.writeBytes(DATA);
        for (byte[] piece : data) {
            to.writeBytes(piece);
        }
        return to.writeByte('\n').writeByte('\n');
    }

    private static void line(ByteBuf to, byte[] field, String value) {
        to.writeBytes(field);
        to.writeCharSequence(value, StandardCharsets.US_ASCII);
        to.writeByte('\n');
    }
}
