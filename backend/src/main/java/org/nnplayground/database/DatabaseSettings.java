package org.nnplayground.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param data directory of the H2 file, which is used unless {@code spring.r2dbc.url} names another database */
@ConfigurationProperties("playground")
public record DatabaseSettings(@DefaultValue("data") Path data) {}
