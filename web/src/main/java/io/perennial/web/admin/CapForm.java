package io.perennial.web.admin;

import io.perennial.points.Cap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** The most that a rule pays one member, as typed; a line without a number is none. */
record CapForm(String most, String measure, String window) {

    private static final long LARGEST = 1_000_000_000;

    CapForm(@Nullable String most, @Nullable String measure, @Nullable String window) {
        this.most = Typed.text(most);
        this.measure = Typed.text(measure);
        this.window = Typed.text(window);
    }

    static CapForm empty() {
        return new CapForm("", Cap.Measure.POINTS.name(), Cap.Window.DAY.name());
    }

    static CapForm of(Cap cap) {
        return new CapForm(
                Long.toString(cap.most()), cap.measure().name(), cap.window().name());
    }

    static List<Cap> read(List<CapForm> forms, BindingResult errors) {
        var caps = new ArrayList<Cap>();
        Set<List<Object>> seen = new HashSet<>();
        for (var index = 0; index < forms.size(); index++) {
            var form = forms.get(index);
            var path = "caps[" + index + "].";
            if (form.most.isEmpty()) {
                continue;
            }
            var most = Typed.whole(form.most, 1, LARGEST);
            if (most.isEmpty()) {
                errors.rejectValue(path + "most", "admin.form.whole", new Object[] {1, LARGEST}, null);
                continue;
            }
            try {
                var cap = new Cap(Cap.Window.valueOf(form.window), Cap.Measure.valueOf(form.measure), most.getAsLong());
                if (seen.add(List.of(cap.window(), cap.measure()))) {
                    caps.add(cap);
                } else {
                    errors.rejectValue(path + "window", "admin.rules.form.cap.twice");
                }
            } catch (IllegalArgumentException _) {
                errors.rejectValue(path + "window", "admin.rules.form.cap.once-anyway");
            }
        }
        return caps;
    }
}
