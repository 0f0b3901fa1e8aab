/*
 * This file is written by GenerateJooqClasses.
 */
package io.perennial.membership.adapter.jooq.generated;


import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.impl.AbstractBinding;


@SuppressWarnings({ "all", "unchecked", "rawtypes", "this-escape" })
public class InstantBinding extends AbstractBinding<LocalDateTime, Instant> {

    private static final long serialVersionUID = 1L;

    private static final Converter<LocalDateTime, Instant> CONVERTER = Converter.ofNullable(
        LocalDateTime.class, Instant.class,
        t -> t.toInstant(ZoneOffset.UTC),
        i -> LocalDateTime.ofInstant(i, ZoneOffset.UTC)
    );

    private static final DateTimeFormatter LITERAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    @Override
    public Converter<LocalDateTime, Instant> converter() {
        return CONVERTER;
    }

    @Override
    protected void sqlInline(BindingSQLContext<Instant> ctx) {
        ctx.render().sql("TIMESTAMP '" + LITERAL.format(CONVERTER.to(ctx.value())) + "'");
    }

    @Override
    public void set(BindingSetStatementContext<Instant> ctx) throws SQLException {
        if (ctx.value() == null)
            ctx.statement().setNull(ctx.index(), Types.TIMESTAMP);
        else
            ctx.statement().setObject(ctx.index(), CONVERTER.to(ctx.value()));
    }

    @Override
    public void get(BindingGetResultSetContext<Instant> ctx) throws SQLException {
        ctx.value(CONVERTER.from(ctx.resultSet().getObject(ctx.index(), LocalDateTime.class)));
    }
}
