package org.nnplayground.redis;

import org.nnplayground.job.JobSettings;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Node;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.trainer.LocalJobControls;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The in-memory adapters of the other packages are disabled under the same condition. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("playground.redis.url")
@EnableConfigurationProperties(RedisSettings.class)
class RedisConfiguration {

    @Bean
    RedisConnections redisConnections(RedisSettings settings) {
        return RedisConnections.open(settings);
    }

    @Bean
    RedisJobQueue jobQueue(RedisConnections redis, Node node, JobSettings settings) {
        return new RedisJobQueue(redis, node, settings.lease());
    }

    @Bean
    RedisEventLog eventLog(RedisConnections redis, Node node, JobStore store, SpecFormat specs) {
        return new RedisEventLog(redis, node, store, specs);
    }

    /** Primary: it delegates to the local controls for jobs that are open in this process. */
    @Bean
    @Primary
    RedisControls redisControls(
            LocalJobControls local,
            JobQueue queue,
            JobStore store,
            Node node,
            RedisConnections redis,
            SpecFormat specs) {
        return new RedisControls(local, queue, store, node, new NodeMessages(redis, node), new ControlJson(specs));
    }
}
