package org.nnplayground.cluster;

/** Where the other processes of a cluster reach this process. */
public interface NodeAddress {

    /** Host and port, {@code host:port}. */
    String hostAndPort();
}
