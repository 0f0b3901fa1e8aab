package io.perennial.web.admin;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.perennial.membership.Programme;
import io.perennial.points.CostOfPoints;
import io.perennial.points.Movements.Line;
import io.perennial.points.ReadLiability;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is owed in points, for those who keep the books. */
@Controller
@RequestMapping("/admin/liability")
class AdminLiabilityController {

    private static final List<Integer> SPANS = List.of(12, 24, 60, 120);

    private final ReadLiability liability;
    private final CostOfPoints cost;
    private final Programme programme;
    private final MessageSource texts;

    AdminLiabilityController(ReadLiability liability, CostOfPoints cost, Programme programme, MessageSource texts) {
        this.liability = liability;
        this.cost = cost;
        this.programme = programme;
        this.texts = texts;
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "12") int months,
            @RequestParam(defaultValue = "false") boolean check,
            Model model) {
        var span = span(months);
        var cohorts = liability.cohorts();
        model.addAttribute("months", span);
        model.addAttribute("spans", SPANS);
        model.addAttribute("rows", liability.rollForward(span).reversed());
        model.addAttribute("lines", Line.values());
        model.addAttribute("cohorts", cohorts.reversed());
        model.addAttribute("cohortLines", cohortLines());
        model.addAttribute("breakage", liability.breakage().orElse(null));
        model.addAttribute("cost", cost);
        model.addAttribute("currency", programme.usualCurrency());
        if (check) {
            model.addAttribute("tieOut", liability.tieOut());
        }
        return "admin/liability/show";
    }

    /** One table after the other, for a spreadsheet that only knows one sheet. */
    @GetMapping("/liability.csv")
    void csv(@RequestParam(defaultValue = "12") int months, Locale locale, HttpServletResponse response)
            throws IOException {
        var rollForward = rollForward(span(months), locale);
        var cohorts = cohorts(locale);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"liability.csv\"");
        var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\uFEFF'); // spreadsheets would take Chinese for something else
        try (var csv = CsvWriter.builder().build(out)) {
            rollForward.forEach(
                    row -> csv.writeRecord(row.stream().map(Object::toString).toList()));
            csv.writeRecord("");
            cohorts.forEach(
                    row -> csv.writeRecord(row.stream().map(Object::toString).toList()));
        }
    }

    @GetMapping("/liability.xlsx")
    void xlsx(@RequestParam(defaultValue = "12") int months, Locale locale, HttpServletResponse response)
            throws IOException {
        var rollForward = rollForward(span(months), locale);
        var cohorts = cohorts(locale);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"liability.xlsx\"");
        try (var workbook = new Workbook(response.getOutputStream(), "Perennial", "1.0")) {
            fill(workbook.newWorksheet(text("admin.liability.roll-forward", locale)), rollForward);
            fill(workbook.newWorksheet(text("admin.liability.cohorts", locale)), cohorts);
        }
    }

    private static void fill(Worksheet sheet, List<List<Object>> rows) {
        for (var row = 0; row < rows.size(); row++) {
            var cells = rows.get(row);
            for (var column = 0; column < cells.size(); column++) {
                if (cells.get(column) instanceof Number number) {
                    sheet.value(row, column, number);
                } else {
                    sheet.value(row, column, cells.get(column).toString());
                }
            }
        }
        sheet.range(0, 0, 0, rows.getFirst().size() - 1).style().bold().set();
        sheet.freezePane(1, 1);
    }

    private List<List<Object>> rollForward(int months, Locale locale) {
        var rows = new ArrayList<List<Object>>();
        var head = new ArrayList<Object>();
        head.add(text("admin.liability.month", locale));
        head.add(text("admin.liability.opening", locale));
        for (var line : Line.values()) {
            head.add(line(line, locale));
        }
        head.add(text("admin.liability.closing", locale));
        head.add(text("admin.liability.cost", locale) + " " + programme.usualCurrency());
        rows.add(head);
        for (var month : liability.rollForward(months)) {
            var row = new ArrayList<Object>();
            row.add(month.month());
            row.add(month.opening());
            for (var line : Line.values()) {
                row.add(month.movements().of(line));
            }
            row.add(month.closing());
            row.add(cost.of(month.closing()));
            rows.add(row);
        }
        return rows;
    }

    private List<List<Object>> cohorts(Locale locale) {
        var rows = new ArrayList<List<Object>>();
        var head = new ArrayList<Object>();
        head.add(text("admin.liability.cohort", locale));
        head.add(text("admin.liability.issued", locale));
        for (var line : cohortLines()) {
            head.add(line(line, locale));
        }
        head.add(text("admin.liability.outstanding", locale));
        rows.add(head);
        for (var cohort : liability.cohorts()) {
            var row = new ArrayList<Object>();
            row.add(cohort.month());
            row.add(cohort.issued());
            for (var line : cohortLines()) {
                row.add(cohort.movements().of(line));
            }
            row.add(cohort.outstanding());
            rows.add(row);
        }
        return rows;
    }

    /** Their issue stands apart. */
    private static List<Line> cohortLines() {
        return List.of(Line.REDEEMED, Line.TAKEN_BACK, Line.EXPIRED, Line.ADJUSTED, Line.TRANSFERRED);
    }

    private String line(Line line, Locale locale) {
        return text("admin.liability.line." + line.name(), locale);
    }

    private String text(String key, Locale locale) {
        return texts.getMessage(key, null, locale);
    }

    private static int span(int months) {
        return SPANS.contains(months) ? months : SPANS.getFirst();
    }
}
