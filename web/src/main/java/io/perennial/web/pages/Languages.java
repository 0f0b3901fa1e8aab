package io.perennial.web.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * Chinese or English: by the cookie that the switch, a sign-in or {@code ?lang=} sets, else by what the browser prefers.
 * Any Chinese is zh-CN, anything else English.
 */
@Configuration(proxyBeanMethods = false)
public class Languages implements WebMvcConfigurer {

    static final String COOKIE = "lang";
    public static final List<Locale> KNOWN = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    /** The language of ours that serves someone who asks for this one. */
    public static Locale nearest(Locale wanted) {
        return wanted.getLanguage().equals(Locale.CHINESE.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new KnownLanguage();
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        var switching = new LocaleChangeInterceptor();
        switching.setParamName("lang");
        switching.setHttpMethods("GET");
        switching.setIgnoreInvalidLocale(true);
        interceptors.addInterceptor(switching);
    }

    private static final class KnownLanguage extends CookieLocaleResolver {

        KnownLanguage() {
            super(COOKIE);
            setCookieMaxAge(Duration.ofDays(365));
            setCookieHttpOnly(true);
            setCookieSameSite("Lax");
            setRejectInvalidCookies(false);
            setDefaultLocaleFunction(KnownLanguage::preferred);
        }

        @Override
        protected Locale parseLocaleValue(String written) {
            return nearest(Locale.forLanguageTag(written));
        }

        @Override
        protected String toLocaleValue(Locale locale) {
            return nearest(locale).toLanguageTag();
        }

        private static Locale preferred(HttpServletRequest request) {
            if (request.getHeader("Accept-Language") == null) {
                return Locale.ENGLISH;
            }
            var asked = request.getLocales();
            while (asked.hasMoreElements()) {
                var language = asked.nextElement().getLanguage();
                for (var known : KNOWN) {
                    if (known.getLanguage().equals(language)) {
                        return known;
                    }
                }
            }
            return Locale.ENGLISH;
        }
    }
}
