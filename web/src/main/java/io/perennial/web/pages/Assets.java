package io.perennial.web.pages;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Style sheets, scripts and pictures of our own and of libraries; each has its content's hash in its address. They live under
 * a few addresses, so that a link to a page is not looked for among the files.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

    private static final List<String> OWN = List.of("css", "img", "js", "proof");

    private static final CacheControl FOR_A_YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        OWN.forEach(folder -> serve(registry, folder, "classpath:/static/" + folder + "/"));
        serve(registry, "webjars", "classpath:/META-INF/resources/webjars/");
    }

    private void serve(ResourceHandlerRegistry registry, String folder, String location) {
        registry.addResourceHandler("/" + folder + "/**")
                .addResourceLocations(location)
                .setCacheControl(FOR_A_YEAR)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }
}
