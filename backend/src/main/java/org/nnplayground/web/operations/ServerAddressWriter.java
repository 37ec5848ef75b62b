package org.nnplayground.web.operations;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.ServerAddress;
import org.nnplayground.cluster.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Writes the address of this server into its data folder while it runs, for the operator commands. */
@Component
final class ServerAddressWriter implements ApplicationListener<WebServerInitializedEvent>, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ServerAddressWriter.class);

    private final ServerAddress file;
    private final boolean answersCommands;
    private volatile @Nullable URI written;

    ServerAddressWriter(@Value("${playground.data}") Path data, Environment environment) {
        this.file = new ServerAddress(data);
        this.answersCommands = Role.of(environment).contains(Role.WEB);
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        boolean isPublicServer = event.getApplicationContext().getServerNamespace() == null;
        if (!answersCommands || !isPublicServer) {
            return;
        }
        URI address = URI.create("http://localhost:" + event.getWebServer().getPort());
        try {
            file.write(address);
            written = address;
        } catch (IOException e) {
            log.info(
                    "Server address: it cannot be written to the data folder, so commands need --server.port: {}",
                    e.toString());
        }
    }

    @Override
    public void destroy() throws IOException {
        URI address = written;
        if (address != null) {
            file.remove(address);
        }
    }
}
