package org.nnplayground.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Statements of one transaction, each of which does many rows at once. */
final class Statements {

    private Statements() {}

    /** Runs a statement once for each row; not at all where there is none. */
    static <T> Flux<Long> run(Connection connection, String sql, Collection<T> rows, BiConsumer<Statement, T> binding) {
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

    static <T> void bind(Statement statement, int index, @Nullable T value, Class<T> type) {
        if (value == null) {
            statement.bindNull(index, type);
        } else {
            statement.bind(index, value);
        }
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** A column that is never null. */
    static <T> T value(@Nullable T column) {
        if (column == null) {
            throw new IllegalStateException("a column is null that cannot be");
        }
        return column;
    }
}
