/*
 * This file is written by GenerateJooqClasses.
 */
package io.perennial.membership.adapter.jooq.generated;


import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.List;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateSetMoreStep;
import org.jooq.InsertValuesStepN;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;


/**
 * The statement for one row, as WriteRows takes it.
 */
@SuppressWarnings({ "all", "unchecked", "rawtypes", "this-escape" })
public final class OneRow {

    /**
     * Of all columns.
     */
    public static InsertValuesStepN<?> into(DSLContext dsl, Table<?> table) {
        return into(dsl, Arrays.asList(table.fields()));
    }

    /**
     * Of some columns of one table.
     */
    public static InsertValuesStepN<?> into(DSLContext dsl, List<? extends Field<?>> fields) {
        return dsl.insertInto(tableOf(fields)).columns(fields).values(new Object[fields.size()]);
    }

    /**
     * The row that is there under the same primary key becomes this one.
     */
    public static InsertOnDuplicateSetMoreStep<?> over(DSLContext dsl, List<? extends Field<?>> fields) {
        List<?> key = tableOf(fields).getPrimaryKey().getFields();
        return into(dsl, fields)
            .onDuplicateKeyUpdate()
            .set(fields.stream().filter(field -> !key.contains(field)).collect(toMap(field -> field, DSL::excluded)));
    }

    private static Table<?> tableOf(List<? extends Field<?>> fields) {
        return ((TableField<?, ?>) fields.get(0)).getTable();
    }

    private OneRow() {}
}
