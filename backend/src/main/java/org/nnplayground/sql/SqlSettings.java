package org.nnplayground.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code playground.sql.*}.
 *
 * @param batchInterval time between two writes of a running batch job: after a crash it trains the epochs of at most
 *     this time again
 * @param writeBuffer training waits while more data than this is not yet written; null for an eighth of the heap
 * @param maxStored maximum size of all ended jobs; the oldest are deleted
 * @param maxUnfinished maximum total size of the large specs (more than 64 KB each) of all unfinished jobs
 */
@ConfigurationProperties("playground.sql")
record SqlSettings(
        @DefaultValue("2s") Duration batchInterval,
        @Nullable DataSize writeBuffer,
        @DefaultValue("10GB") DataSize maxStored,
        @DefaultValue("2GB") DataSize maxUnfinished) {

    private static final int PART_OF_HEAP = 8;

    long writeBufferBytes() {
        return writeBuffer == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : writeBuffer.toBytes();
    }
}
