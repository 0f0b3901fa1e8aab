package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** An auditor reads all of the audit and changes nothing: every form that any staff can send is refused to them. */
class AuditorTests extends AdminPages {

    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([^|}]+)[^}]*}");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

    /** What everyone does with their own account, and the way in. */
    private static final Pattern OWN = Pattern.compile("/admin/(account|sign-in|sign-out|preferences)(/.*)?");

    @Test
    void every_form_is_refused_to_an_auditor() throws Exception {
        var forms = forms();
        assertThat(forms).hasSizeGreaterThan(60);
        Map<String, Integer> answers = new TreeMap<>();
        for (var form : forms) {
            var status = mvc.perform(as(post(URI.create(form)).with(csrf()), StaffRole.AUDITOR))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            if (status != 403) {
                answers.put(form, status);
            }
        }
        assertThat(answers).isEmpty();
    }

    @Test
    void an_auditor_reads_every_trail() throws Exception {
        when(audit.find(any())).thenReturn(new ReadAuditTrail.Page(StaffSample.changes(), false));
        for (var trail : List.of(
                "/admin/audit",
                "/admin/audit/changes.csv",
                "/admin/audit/look-ups",
                "/admin/staff/sign-ins",
                "/admin/staff/permissions",
                "/admin/staff")) {
            assertThat(page(trail, StaffRole.AUDITOR).andReturn().getResponse().getStatus())
                    .as(trail)
                    .isEqualTo(200);
        }
    }

    /** Of all controllers there are, not only of those that this test has running. */
    private static TreeSet<String> forms() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var forms = new TreeSet<String>();
        for (var name : scanner.findCandidateComponents(AdminAuditController.class.getPackageName()).stream()
                .map(BeanDefinition::getBeanClassName)
                .toList()) {
            var controller = Class.forName(name);
            var beginnings = paths(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class));
            for (var type = controller; type != Object.class; type = type.getSuperclass()) {
                for (var method : type.getDeclaredMethods()) {
                    var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                    if (mapping != null
                            && Arrays.stream(mapping.method()).anyMatch(each -> each != RequestMethod.GET)) {
                        beginnings.forEach(
                                beginning -> paths(mapping).forEach(path -> forms.add(filled(beginning + path))));
                    }
                }
            }
        }
        forms.removeIf(form -> OWN.matcher(form).matches());
        return forms;
    }

    private static List<String> paths(RequestMapping mapping) {
        var paths = new ArrayList<String>();
        if (mapping != null) {
            paths.addAll(List.of(mapping.path()));
        }
        return paths.isEmpty() ? List.of("") : paths;
    }

    private static String filled(String pattern) {
        var chosen = CHOICE.matcher(pattern).replaceAll("$1");
        return VARIABLE.matcher(chosen).replaceAll(Sample.MEMBER.toString());
    }
}
