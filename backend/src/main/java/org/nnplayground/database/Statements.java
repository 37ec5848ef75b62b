package org.nnplayground.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Statements that run once per row of a collection, and the column types that both databases share. */
public final class Statements {

    private Statements() {}

    /** Runs a statement once for each row, in one round trip; not at all if there are no rows. */
    public static <T> Flux<Long> run(
            Connection connection, String sql, Collection<T> rows, BiConsumer<Statement, T> binding) {
        if (rows.isEmpty()) {
            return Flux.empty();
        }
        return Flux.defer(() -> {
            Statement statement = connection.createStatement(sql);
            boolean first = true;
            for (T row : rows) {
                if (!first) {
                    statement.add();
                }
                first = false;
                binding.accept(statement, row);
            }
            return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated);
        });
    }

    public static <T> void bind(Statement statement, int index, @Nullable T value, Class<T> type) {
        if (value == null) {
            statement.bindNull(index, type);
        } else {
            statement.bind(index, value);
        }
    }

    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime timeIfAny(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    public static Instant readTime(Readable row, String column) {
        return value(readTimeIfAny(row, column));
    }

    public static @Nullable Instant readTimeIfAny(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static String readText(Readable row, String column) {
        return value(row.get(column, String.class));
    }

    /** The value of a column that is never null. */
    public static <T> T value(@Nullable T column) {
        if (column == null) {
            throw new IllegalStateException("a column that must not be null is null");
        }
        return column;
    }
}
