package io.perennial.web.api;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A request that names a member who was merged is answered for the one whom they are by now, and says so in its header: who
 * keeps our ids need not hear of a merge in time.
 */
@Component
class MergedInPath implements HandlerInterceptor, WebMvcConfigurer {

    static final String HEADER = "Member-Merged-Into";
    private static final List<String> MEMBERS = List.of("id", "owner", "person");

    /** Not there where only pages are looked at. */
    private final ObjectProvider<FollowMembers> follow;

    MergedInPath(ObjectProvider<FollowMembers> follow) {
        this.follow = follow;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            var named = new HashMap<String, MemberId>();
            for (var name : MEMBERS) {
                if (variables.get(name) instanceof String text && isUuid(text)) {
                    named.put(name, MemberId.of(text));
                }
            }
            var survivors = new HashMap<MemberId, MemberId>();
            if (!named.isEmpty()) {
                follow.ifAvailable(port -> survivors.putAll(port.survivors(named.values())));
            }
            if (!survivors.isEmpty()) {
                var followed = new HashMap<>((Map<String, String>) variables);
                named.forEach((name, member) -> followed.put(
                        name, survivors.getOrDefault(member, member).toString()));
                request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, followed);
                survivors.values().forEach(survivor -> response.addHeader(HEADER, survivor.toString()));
            }
        }
        return true;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
