package io.perennial.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Stands before each page of the admin site: refuses whoever may not call it, and tells the page what its reader
 * {@code may} do, so that it offers nothing that would be refused.
 */
class StaffGate implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var needed = method.getMethodAnnotation(StaffMay.class);
            if (needed == null || !allowed().to(needed.value())) {
                throw new AccessDeniedException("not with these roles");
            }
        }
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null && page.getViewName() != null && !page.getViewName().startsWith("redirect:")) {
            page.addObject("may", allowed());
        }
    }

    private static Allowed allowed() {
        return Allowed.of(SecurityContextHolder.getContext().getAuthentication());
    }
}
