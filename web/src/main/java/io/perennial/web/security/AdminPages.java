package io.perennial.web.security;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the gate before {@code /admin}, and lets its controllers ask who is there. */
@Configuration(proxyBeanMethods = false)
class AdminPages implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new StaffGate())
                .addPathPatterns("/admin", "/admin/**")
                .excludePathPatterns("/admin/sign-in", "/admin/sign-out");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new WhoIsThere());
    }
}
