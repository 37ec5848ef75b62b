package org.nnplayground.web;

import org.nnplayground.sql.PostgresServer;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same on PostgreSQL, which refuses some characters. */
@DirtiesContext
class FuzzOverPostgresTest extends FuzzOverHttpTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        PostgresServer postgres = PostgresServer.running();
        String url = postgres.url(postgres.createDatabase());
        settings.add("playground.store", () -> "sql");
        settings.add("spring.r2dbc.url", () -> url);
        settings.add("spring.r2dbc.username", postgres::user);
        settings.add("spring.r2dbc.password", postgres::password);
        settings.add("playground.access.secret", () -> "00".repeat(32));
        settings.add("playground.cluster.port", () -> 0);
    }
}
