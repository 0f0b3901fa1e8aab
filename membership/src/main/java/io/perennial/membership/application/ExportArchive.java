package io.perennial.membership.application;

import io.perennial.membership.Belongings.Section;
import io.perennial.membership.MemberId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All that is kept about a member as one ZIP: {@code everything.json}, and a CSV for each list. */
final class ExportArchive {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String READ_ME = """
            This is everything that Perennial keeps about you.
            everything.json holds all of it for other programs; the CSV files hold the same, one list each, for a spreadsheet.
            Times are in UTC. Points are whole numbers.

            这是我们保存的关于您的全部信息。
            everything.json 包含全部内容，供其他程序使用；各 CSV 文件内容相同，每个列表一份，可用电子表格打开。
            时间为协调世界时（UTC）。积分为整数。
            """;

    private ExportArchive() {}

    static void write(MemberId member, Instant at, List<Section> sections, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        put(zip, at, "README.txt", READ_ME);
        put(zip, at, "everything.json", JSON.writeValueAsString(whole(member, at, sections)));
        for (var section : sections) {
            put(zip, at, section.name() + ".csv", csv(section));
        }
        zip.finish();
        zip.flush();
    }

    private static Map<String, Object> whole(MemberId member, Instant at, List<Section> sections) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("member", member.toString());
        whole.put("exportedAt", at.toString());
        for (var section : sections) {
            var rows = new ArrayList<Map<String, @Nullable Object>>();
            for (var row : section.rows()) {
                var named = new LinkedHashMap<String, @Nullable Object>();
                for (var column = 0; column < section.columns().size(); column++) {
                    named.put(section.columns().get(column), value(row.get(column)));
                }
                rows.add(named);
            }
            whole.put(section.name(), rows);
        }
        return whole;
    }

    private static @Nullable Object value(@Nullable Object cell) {
        return cell == null || cell instanceof Number || cell instanceof Boolean ? cell : cell.toString();
    }

    private static String csv(Section section) {
        var text = new StringBuilder("\uFEFF");
        line(text, section.columns());
        section.rows().forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<? extends @Nullable Object> cells) {
        var first = true;
        for (var cell : cells) {
            if (!first) {
                text.append(',');
            }
            first = false;
            if (cell != null) {
                text.append(cell instanceof Number ? cell.toString() : quoted(cell.toString()));
            }
        }
        text.append("\r\n");
    }

    /** What a spreadsheet would take for a formula is shown as the text that it is. */
    private static String quoted(String cell) {
        var safe = !cell.isEmpty() && "=@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static void put(ZipOutputStream zip, Instant at, String name, String text) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
