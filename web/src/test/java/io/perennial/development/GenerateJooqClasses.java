package io.perennial.development;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Writes the jOOQ classes of every module, from what its migrations make of a real MySQL server.
 *
 * <p>Started by {@code ./perennial jooq} straight from this source file, because after a change of a migration the modules
 * do not compile until the new classes are there. It works in a database of its own, which it drops afterwards.
 */
final class GenerateJooqClasses {

    private static final List<String> FLOORS =
            List.of("membership", "insights", "points", "rewards", "referrals", "recall", "web");

    private static final String UUID_CONVERTER = "org.jooq.Converter.ofNullable(byte[].class, java.util.UUID.class,"
            + " b -> new java.util.UUID(java.nio.ByteBuffer.wrap(b).getLong(0), java.nio.ByteBuffer.wrap(b).getLong(8)),"
            + " u -> java.nio.ByteBuffer.allocate(16).putLong(u.getMostSignificantBits())"
            + ".putLong(u.getLeastSignificantBits()).array())";

    /**
     * Written beside the classes of each module. By itself jOOQ takes an instant through {@code java.sql.Timestamp}, which
     * counts in the zone of this JVM, computes a calendar for each value (a tenth of what reading a page costs), and is bound
     * as TIMESTAMP, of which MariaDB knows none after January 2038. A LocalDateTime travels as the DATETIME that it is.
     */
    private static final String INSTANT_BINDING = """
        /*
         * This file is written by GenerateJooqClasses.
         */
        package %s;


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
        """;

    /**
     * Written beside the classes of the modules that write many rows by {@code WriteRows}, which takes a kind of row as the
     * statement for one.
     */
    private static final String ONE_ROW = """
        /*
         * This file is written by GenerateJooqClasses.
         */
        package %s;


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
        """;

    private static final Set<String> WRITING_ROWS = Set.of("membership", "insights", "points");

    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        String database = "perennial_jooq_" + ProcessHandle.current().pid();
        try (Connection server = connect("")) {
            requireMySql(server);
            execute(server, "CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
            try {
                for (String floor : FLOORS) {
                    Path migrations = project.resolve(floor + "/src/main/resources/db/migration/" + floor);
                    if (Files.isDirectory(migrations)) {
                        migrate(database, floor, migrations);
                        generate(database, floor, output.resolve(floor + "/src/generated/java"));
                    }
                }
            } finally {
                execute(server, "DROP DATABASE " + database);
            }
        }
    }

    private static void migrate(String database, String floor, Path migrations) {
        Flyway.configure()
                .dataSource(url(database), user(), password())
                .locations("filesystem:" + migrations)
                .table("flyway_schema_history_" + floor)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static void generate(String database, String floor, Path directory) throws Exception {
        Database tables = new Database()
                .withName("org.jooq.meta.mysql.MySQLDatabase")
                .withInputSchema(database)
                .withIncludes(floor + "_.*")
                // The name of the database is the operator's choice, so no statement carries it.
                .withOutputCatalogToDefault(true)
                .withOutputSchemaToDefault(true)
                .withIncludeIndexes(false)
                .withIncludeForeignKeys(false)
                .withIncludeCheckConstraints(false)
                .withIncludeRoutines(false)
                .withForcedTypes(
                        forced("(?i:binary\\(16\\))")
                                .withUserType("java.util.UUID")
                                .withConverter(UUID_CONVERTER),
                        forced("(?i:datetime(\\(\\d\\))?)")
                                .withUserType("java.time.Instant")
                                .withBinding(packageOf(floor) + ".InstantBinding"),
                        forced("(?i:tinyint\\(1\\))").withName("BOOLEAN"),
                        // A JSON document is bound as text: a cast to JSON is not understood by every server.
                        forced("(?i:json)").withName("CLOB"));
        Generate shape = new Generate()
                .withRecords(true)
                .withRelations(true)
                .withGlobalObjectReferences(false)
                .withGlobalCatalogReferences(false)
                .withGlobalSchemaReferences(false)
                .withGlobalTableReferences(false)
                .withGlobalKeyReferences(false)
                .withGlobalIndexReferences(false)
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false)
                .withWhereMethodOverrides(false)
                .withRenameMethodOverrides(false)
                .withGeneratedAnnotation(false)
                .withComments(false)
                .withJavadoc(false);
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withUrl(url(database)).withUser(user()).withPassword(password()))
                .withGenerator(new Generator()
                        .withDatabase(tables)
                        .withGenerate(shape)
                        .withTarget(
                                new Target().withPackageName(packageOf(floor)).withDirectory(directory.toString()))));
        Path classes = directory.resolve(packageOf(floor).replace('.', '/'));
        Files.writeString(classes.resolve("InstantBinding.java"), INSTANT_BINDING.formatted(packageOf(floor)));
        if (WRITING_ROWS.contains(floor)) {
            Files.writeString(classes.resolve("OneRow.java"), ONE_ROW.formatted(packageOf(floor)));
        }
    }

    private static String packageOf(String floor) {
        return "io.perennial." + floor + ".adapter.jooq.generated";
    }

    /** Not every module has a column of every type. */
    private static ForcedType forced(String types) {
        return new ForcedType().withIncludeTypes(types).withIgnoreUnused(true);
    }

    private static void requireMySql(Connection server) throws SQLException {
        String product = server.getMetaData().getDatabaseProductVersion();
        if (product.contains("MariaDB")) {
            throw new IllegalStateException("jOOQ classes are generated from MySQL, and this server is " + product
                    + ", which reports JSON columns and defaults differently.");
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The given address with another database's name in it. */
    private static String url(String database) {
        return System.getenv("PERENNIAL_JOOQ_JDBC_URL").replaceFirst("^(jdbc:mysql://[^/?]+)/?[^?]*", "$1/" + database);
    }

    private static String user() {
        return System.getenv().getOrDefault("PERENNIAL_JOOQ_USER", "root");
    }

    private static String password() {
        return System.getenv().getOrDefault("PERENNIAL_JOOQ_PASSWORD", "");
    }

    private GenerateJooqClasses() {}
}
