package org.nnplayground.sql;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param data the folder of the H2 file, which serves where {@code spring.r2dbc.url} names no other database */
@ConfigurationProperties("playground")
record DatabaseSettings(@DefaultValue("data") Path data) {}
