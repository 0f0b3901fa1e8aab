package io.perennial.web.adapter.jooq;

import static io.perennial.web.adapter.jooq.generated.tables.WebImport.WEB_IMPORT;
import static io.perennial.web.adapter.jooq.generated.tables.WebImportLeftOut.WEB_IMPORT_LEFT_OUT;
import static io.perennial.web.adapter.jooq.generated.tables.WebImportPiece.WEB_IMPORT_PIECE;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import io.perennial.web.adapter.jooq.generated.tables.records.WebImportRecord;
import io.perennial.web.imports.ImportStatus;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the site keeps about a member beside the modules: their sessions, and lines of files that name them. A line that names
 * the member is taken out whole, since nobody knows what else it says about them; the bytes of files that are done with go
 * altogether, since they are kept only until somebody might want to look again.
 */
@Component
class JooqImportBelongings implements Belongings {

    private static final String ERASED = "•••";
    private static final String MEMBER = "member:";

    private final DSLContext dsl;
    /** A command has none, and neither hands out nor erases. */
    private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> sessions;

    private final JsonMapper json;

    JooqImportBelongings(
            DSLContext dsl,
            ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> sessions,
            JsonMapper json) {
        this.dsl = dsl;
        this.sessions = sessions;
        this.json = json;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of(new Section(
                "web.sessions",
                List.of("signed_in_at", "last_seen_at"),
                sessions.getObject().findByPrincipalName(MEMBER + member).values().stream()
                        .map(session -> List.of(session.getCreationTime(), session.getLastAccessedTime()))
                        .toList()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Erasure erasure) {
        var member = erasure.member();
        var all = sessions.getObject();
        all.findByPrincipalName(MEMBER + member).keySet().forEach(all::deleteById);
        if (!erasure.marks().isEmpty()) {
            eraseLines(erasure.marks());
        }
    }

    /** Whoever was signed in as one who is merged has to sign in again, as the one who stays. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Move move) {
        sessions.ifAvailable(
                all -> all.findByPrincipalName(MEMBER + move.from()).keySet().forEach(all::deleteById));
    }

    private void eraseLines(Set<String> marks) {
        var named = Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + marks.stream().map(Pattern::quote).collect(joining("|"))
                        + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE);
        dsl.select(WEB_IMPORT_LEFT_OUT.IMPORT_ID, WEB_IMPORT_LEFT_OUT.LINE, WEB_IMPORT_LEFT_OUT.TEXT)
                .from(WEB_IMPORT_LEFT_OUT)
                .where(holdsAny(WEB_IMPORT_LEFT_OUT.TEXT, marks))
                .forEach(row -> {
                    if (named.matcher(row.value3()).find()) {
                        dsl.update(WEB_IMPORT_LEFT_OUT)
                                .set(WEB_IMPORT_LEFT_OUT.TEXT, ERASED)
                                .where(WEB_IMPORT_LEFT_OUT.IMPORT_ID.eq(row.value1()))
                                .and(WEB_IMPORT_LEFT_OUT.LINE.eq(row.value2()))
                                .execute();
                    }
                });
        dsl.select(WEB_IMPORT.IMPORT_ID, WEB_IMPORT.PREVIEW_JSON)
                .from(WEB_IMPORT)
                .where(holdsAny(WEB_IMPORT.PREVIEW_JSON, marks))
                .forEach(row -> dsl.update(WEB_IMPORT)
                        .set(WEB_IMPORT.PREVIEW_JSON, without(row.value2(), named))
                        .where(WEB_IMPORT.IMPORT_ID.eq(row.value1()))
                        .execute());
        eraseText(WEB_IMPORT.FILE_NAME, marks, named);
        eraseText(WEB_IMPORT.NOTE, marks, named);
        dsl.deleteFrom(WEB_IMPORT_PIECE)
                .where(WEB_IMPORT_PIECE.IMPORT_ID.in(select(WEB_IMPORT.IMPORT_ID)
                        .from(WEB_IMPORT)
                        .where(WEB_IMPORT.STATUS.in(
                                ImportStatus.DONE.name(), ImportStatus.FAILED.name(), ImportStatus.CANCELLED.name()))))
                .execute();
    }

    private void eraseText(TableField<WebImportRecord, String> text, Set<String> marks, Pattern named) {
        dsl.select(WEB_IMPORT.IMPORT_ID, text)
                .from(WEB_IMPORT)
                .where(holdsAny(text, marks))
                .forEach(row -> {
                    if (named.matcher(row.value2()).find()) {
                        dsl.update(WEB_IMPORT)
                                .set(text, ERASED)
                                .where(WEB_IMPORT.IMPORT_ID.eq(row.value1()))
                                .execute();
                    }
                });
    }

    private static Condition holdsAny(Field<String> text, Set<String> marks) {
        return or(marks.stream()
                .map(mark -> text.like("%" + escape(mark, '!') + "%", '!'))
                .toList());
    }

    private String without(String document, Pattern named) {
        var tree = json.readTree(document);
        redact(tree, named);
        return json.writeValueAsString(tree);
    }

    private static void redact(JsonNode node, Pattern named) {
        switch (node) {
            case ObjectNode object ->
                object.propertyNames().stream().toList().forEach(name -> {
                    if (isNamed(object.get(name), named)) {
                        object.put(name, ERASED);
                    } else {
                        redact(object.get(name), named);
                    }
                });
            case ArrayNode array -> {
                for (var index = 0; index < array.size(); index++) {
                    if (isNamed(array.get(index), named)) {
                        array.set(index, StringNode.valueOf(ERASED));
                    } else {
                        redact(array.get(index), named);
                    }
                }
            }
            default -> {}
        }
    }

    private static boolean isNamed(JsonNode node, Pattern named) {
        return node.isString() && named.matcher(node.asString()).find();
    }
}
