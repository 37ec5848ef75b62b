package org.nnplayground.access;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code address} in a server's data folder: the address at which commands on the same machine reach the
 * running server.
 */
public final class ServerAddress {

    private final Path file;

    /** @param data the server's data folder */
    public ServerAddress(Path data) {
        this.file = data.resolve("address");
    }

    /** Replaces the address; creates the folder if it does not exist. */
    public void write(URI address) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, address.toString());
    }

    /** Removes the address, unless another server has replaced it. */
    public void remove(URI address) throws IOException {
        if (read().filter(address::equals).isPresent()) {
            Files.deleteIfExists(file);
        }
    }

    /** The address; empty if there is none. */
    public Optional<URI> read() throws IOException {
        try {
            return Optional.of(URI.create(Files.readString(file).strip()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException("the address in " + file + " is invalid", e);
        }
    }
}
