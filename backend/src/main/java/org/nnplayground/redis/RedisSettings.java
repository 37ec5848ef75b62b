package org.nnplayground.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.redis.*}.
 *
 * @param url for example {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS
 * @param prefix prefix of all keys and channels, so that several services can share one Redis
 */
@ConfigurationProperties("playground.redis")
record RedisSettings(
        String url, @DefaultValue("playground:") String prefix) {

    /** Omits the URL, which may contain a password. */
    @Override
    public String toString() {
        return "RedisSettings[prefix=" + prefix + "]";
    }
}
