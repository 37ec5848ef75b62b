package org.nnplayground.web;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.nnplayground.PlaygroundApplication;
import org.nnplayground.access.ApiKeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test of the whole server over HTTP. */
@SpringBootTest(
        classes = PlaygroundApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // At the end of the process a graceful shutdown would wait ten seconds for each context with an open stream.
        properties = {"playground.store=memory", "server.shutdown=immediate"})
public abstract class ServerTest {

    public static final String XOR = """
            'spec': {'task': 'classification', 'data': {'source': 'generated', 'generator': 'xorTable'},
              'network': {'layers': [{'units': 4, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}],
                'initializer': {'type': 'uniform', 'seed': 7}},
              'training': {'optimizer': {'type': 'sgd', 'learningRate': 0.3}, 'batchSize': 4, 'seed': 7}}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private ApiKeys keys;

    public Client client;

    /** {@code Authorization} headers of two API clients. */
    public String school;

    public String other;

    @BeforeEach
    void connect() {
        client = new Client(port);
        school = bearer("school");
        other = bearer("other");
    }

    private String bearer(String owner) {
        return "Bearer " + Objects.requireNonNull(keys.create(owner).block()).text();
    }

    public int port() {
        return port;
    }
}
