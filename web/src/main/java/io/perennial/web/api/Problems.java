package io.perennial.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents, in the language that the caller asked for. */
@Component
class Problems {

    static final String TYPES = "/problems/";

    private final MessageSource texts;
    private final JsonMapper json;

    Problems(MessageSource texts, JsonMapper json) {
        this.texts = texts;
        this.json = json;
    }

    /** The language of an API answer follows the request alone: no cookie, no session. */
    static Locale language(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Locale.ENGLISH;
        }
        var asked = request.getLocales();
        while (asked.hasMoreElements()) {
            var language = asked.nextElement().getLanguage();
            if (language.equals("zh")) {
                return Locale.SIMPLIFIED_CHINESE;
            }
            if (language.equals("en")) {
                return Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }

    static String requestId(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute("requestId")).orElse("");
    }

    /** @param arguments of the sentence {@code api.problem.<code>.detail} */
    Problem of(HttpServletRequest request, ProblemCode code, Object... arguments) {
        return of(request, code, List.of(), Map.of(), arguments);
    }

    Problem of(
            HttpServletRequest request,
            ProblemCode code,
            List<Problem.FieldFault> errors,
            Map<String, Object> facts,
            Object... arguments) {
        var locale = language(request);
        var key = "api.problem." + code.code();
        return new Problem(
                TYPES + code.code(),
                texts.getMessage(key + ".title", null, locale),
                code.status(),
                texts.getMessage(key + ".detail", arguments, locale),
                code.code(),
                requestId(request),
                errors,
                facts);
    }

    /** Which rule stands against it, for people. */
    String because(HttpServletRequest request, String rule) {
        return texts.getMessage("api.because." + rule, null, language(request));
    }

    Problem.FieldFault fault(HttpServletRequest request, String pointer, String code, Object... arguments) {
        return new Problem.FieldFault(
                pointer, code, texts.getMessage("api.field." + code, arguments, language(request)));
    }

    /** For the empty pointer, which is a good pointer and no word. */
    String theBody(HttpServletRequest request) {
        return texts.getMessage("api.field.the-body", null, language(request));
    }

    ResponseEntity<Object> answer(HttpServletRequest request, Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, language(request).toLanguageTag())
                .body(problem);
    }

    /** For filters, where no controller answers. */
    void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language(request).toLanguageTag());
        response.getOutputStream().write(json.writeValueAsBytes(problem));
        response.flushBuffer();
    }
}
