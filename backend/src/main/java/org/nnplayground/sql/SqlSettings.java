package org.nnplayground.sql;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * @param mostUnwritten training waits while more than this waits in memory to be written; an eighth of the heap where
 *     it is not set
 */
@ConfigurationProperties("playground.sql")
record SqlSettings(@Nullable DataSize mostUnwritten) {

    private static final int PART_OF_HEAP = 8;

    long unwrittenBytes() {
        return mostUnwritten == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : mostUnwritten.toBytes();
    }
}
