package io.perennial.web.admin;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Whoever follows an old link to a member who was merged is led on to the one whom they are by now. */
@Component
class MergedInAddress implements HandlerInterceptor, WebMvcConfigurer {

    private static final Pattern MEMBER =
            Pattern.compile("/admin/members/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

    /** Not there where only pages are looked at. */
    private final ObjectProvider<FollowMembers> follow;

    MergedInAddress(ObjectProvider<FollowMembers> follow) {
        this.follow = follow;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/admin/members/*");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        var address = MEMBER.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (!request.getMethod().equals("GET") || !address.matches()) {
            return true;
        }
        var named = MemberId.of(address.group(1));
        var survivor = follow.stream()
                .flatMap(port -> port.survivors(List.of(named)).values().stream())
                .findFirst();
        if (survivor.isEmpty()) {
            return true;
        }
        response.sendRedirect(request.getContextPath() + "/admin/members/" + survivor.get() + "?was=" + named);
        return false;
    }
}
