package org.nnplayground.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A proxy in front of a PostgreSQL that can stop forwarding without closing a connection, as a network that drops every
 * packet. What it received meanwhile is forwarded later.
 */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** The message {@code ReadyForQuery} within a transaction, which ends each response of PostgreSQL. */
    private static final byte[] READY_IN_TRANSACTION = {'Z', 0, 0, 0, 5, 'T'};

    private static final int READY_LENGTH = READY_IN_TRANSACTION.length;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean blocked;

    /** Blocks at this number of responses within one transaction; 0 for never. */
    private int blockAt;

    /** @param target port on this machine */
    TcpProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /**
     * Stops forwarding in the middle of a transaction.
     *
     * @param responses number of responses of the server within that transaction, the one to {@code begin} included
     */
    void blockInTransaction(int responses) throws InterruptedException {
        lock.lock();
        try {
            blockAt = responses;
            while (!blocked) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void unblock() {
        lock.lock();
        try {
            blocked = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(database);
                Thread.startVirtualThread(() -> forward(client, database, false));
                Thread.startVirtualThread(() -> forward(database, client, true));
            }
        } catch (IOException closed) {
            closeAll();
        }
    }

    private void forward(Socket from, Socket to, boolean isResponse) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var bytes = new byte[BUFFER];
            int inTransaction = 0;
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                inTransaction = isResponse && endsWithinTransaction(bytes, length) ? inTransaction + 1 : 0;
                awaitForwarding(inTransaction);
                out.write(bytes, 0, length);
            }
        } catch (IOException closed) {
            // The other side is closed, too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static boolean endsWithinTransaction(byte[] bytes, int length) {
        int start = length - READY_LENGTH;
        for (int i = 0; i < READY_LENGTH; i++) {
            if (start < 0 || bytes[start + i] != READY_IN_TRANSACTION[i]) {
                return false;
            }
        }
        return true;
    }

    private void awaitForwarding(int inTransaction) throws InterruptedException {
        lock.lock();
        try {
            if (blockAt > 0 && inTransaction >= blockAt) {
                blockAt = 0;
                blocked = true;
                changed.signalAll();
            }
            while (blocked) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        unblock();
    }
}
