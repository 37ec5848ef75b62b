package org.nnplayground.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** Files that H2 opens by {@code held:}, whose disk takes its time, and then may be full. */
public final class HeldFiles extends FilePathWrapper {

    private static volatile CompletableFuture<Boolean> hasRoom = CompletableFuture.completedFuture(true);
    private static volatile CountDownLatch arrived = new CountDownLatch(1);

    static void register() {
        FilePath.register(new HeldFiles());
    }

    /** Blocks all writes until their end is decided. */
    static void hold() {
        arrived = new CountDownLatch(1);
        hasRoom = new CompletableFuture<>();
    }

    static void awaitWrite() throws InterruptedException {
        arrived.await();
    }

    /** Completes the blocked writes and all later ones. */
    static void release(boolean room) {
        hasRoom.complete(room);
        hasRoom = CompletableFuture.completedFuture(room);
    }

    @Override
    public String getScheme() {
        return "held";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new HeldFile(getBase().open(mode));
    }

    private static final class HeldFile extends FileBaseDefault {

        private final FileChannel file;

        HeldFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            arrived.countDown();
            if (!hasRoom.join()) {
                throw new IOException("No space left on device");
            }
            return file.write(from, position);
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
