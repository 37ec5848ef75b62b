package org.nnplayground.sql;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param mostUnwritten training waits while more than this waits in memory to be written; an eighth of the heap where
 *     it is not set
 * @param mostStored the oldest ended jobs are removed while all ended ones together take more than this
 * @param mostUnfinished large specs of unfinished jobs may take so much together
 */
@ConfigurationProperties("playground.sql")
record SqlSettings(
        @Nullable DataSize mostUnwritten,
        @DefaultValue("10GB") DataSize mostStored,
        @DefaultValue("2GB") DataSize mostUnfinished) {

    private static final int PART_OF_HEAP = 8;

    long unwrittenBytes() {
        return mostUnwritten == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : mostUnwritten.toBytes();
    }
}
