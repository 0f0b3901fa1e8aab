package io.perennial.web.security;

import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.ReadMember;
import io.perennial.membership.SignInStaff;
import io.perennial.web.pages.Site;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * The doors of staff and of members. Each has sign-in pages, sessions and tokens of its own, and looks at the account anew
 * on every request. What is not allowed here by name is for nobody (admin) or for members (portal).
 */
@Configuration(proxyBeanMethods = false)
class Doors {

    static final int AFTER_THE_API = 2;
    private static final String LOOK_UPS = "/look-ups";
    private static final List<String> FORMS = List.of("/new", "/edit", "/close");

    /** Each filter of every request would be timed by itself; what a request takes is measured anyway. */
    @Bean
    SecurityObservationSettings onlyWholeRequests() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(AFTER_THE_API)
    SecurityFilterChain staffDoor(
            HttpSecurity http,
            SignInStaff accounts,
            KeepSecondFactor factors,
            SecurityContextRepository contexts,
            CsrfTokenRepository tokens,
            Refusing refusing) {
        http.securityMatcher("/admin", "/admin/**")
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                            .permitAll()
                            .requestMatchers("/admin/sign-in", "/admin/sign-in/**", "/admin/preferences")
                            .permitAll()
                            .requestMatchers("/admin/sign-out")
                            .access(Doors::anyStaff)
                            .requestMatchers("/admin/account", "/admin/account/**")
                            .access(Doors::ownAccount);
                    requests.requestMatchers("/admin/search", "/admin/search/**")
                            .access(rightsIn(StaffArea.DASHBOARD));
                    for (var area : StaffArea.values()) {
                        requests.requestMatchers(area.addresses()).access(rightsIn(area));
                    }
                    requests.anyRequest().access(Doors::nobody);
                })
                .addFilterBefore(new StaffAtTheDoor(accounts, factors, refusing), AuthorizationFilter.class);
        return common(http, contexts, tokens, refusing, "/admin/sign-out").build();
    }

    @Bean
    @Order(AFTER_THE_API + 1)
    SecurityFilterChain memberDoor(
            HttpSecurity http,
            ReadMember members,
            SecurityContextRepository contexts,
            CsrfTokenRepository tokens,
            Refusing refusing) {
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/sign-in", "/sign-in/**", "/enrol", "/preferences", "/error")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/css/**",
                                "/js/**",
                                "/img/**",
                                "/webjars/**",
                                "/pictures/*",
                                "/rules",
                                "/problems",
                                "/problems/**",
                                "/proof",
                                "/proof/**",
                                "/favicon.ico",
                                "/actuator/health",
                                "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(SignedInMember.AUTHORITY))
                .addFilterBefore(new MemberAtTheDoor(members, refusing), AuthorizationFilter.class);
        return common(http, contexts, tokens, refusing, "/sign-out").build();
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return Sessions.contexts();
    }

    @Bean
    CsrfTokenRepository formTokens() {
        return new FormTokens();
    }

    /** Where someone wanted to go before they were asked to sign in: pages only, and not the one everyone starts from. */
    @Bean
    RequestCache wantedPages() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(Doors::isPageWorthComingBackTo);
        return cache;
    }

    private static HttpSecurity common(
            HttpSecurity http,
            SecurityContextRepository contexts,
            CsrfTokenRepository tokens,
            Refusing refusing,
            String signOut) {
        return http.securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .headers(AnswerHeaders::strict)
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(refusing).accessDeniedHandler(refusing))
                .logout(leaving -> leaving.logoutUrl(signOut).logoutSuccessHandler(refusing::signedOut))
                .requestCache(_ -> {})
                .anonymous(_ -> {});
    }

    private static boolean isPageWorthComingBackTo(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return HttpMethod.GET.matches(request.getMethod())
                && request.getHeader("HX-Request") == null
                && accept != null
                && accept.contains("text/html")
                && !Site.address(request).equals("/")
                && !Site.address(request).equals("/admin");
    }

    /** What is nowhere is for nobody; who has not come in yet is told nothing of it. */
    private static AuthorizationResult nobody(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        return SecondStep.of(context.getRequest()) == SecondStep.DONE
                ? new AuthorizationDecision(false)
                : SecondStep.SHOWN.authorize(authentication, context);
    }

    private static AuthorizationDecision anyStaff(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(context.getRequest().getAttribute(StaffRights.ATTRIBUTE) != null);
    }

    /** Their own account is where staff set a second factor up, but no way around showing it. */
    private static AuthorizationResult ownAccount(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        return SecondStep.of(context.getRequest()) == SecondStep.TO_SHOW
                ? SecondStep.SHOWN.authorize(authentication, context)
                : anyStaff(authentication, context);
    }

    private static AuthorizationManager<RequestAuthorizationContext> rightsIn(StaffArea area) {
        return (authentication, context) -> {
            var request = context.getRequest();
            if (!(request.getAttribute(StaffRights.ATTRIBUTE) instanceof StaffRights rights)) {
                return new AuthorizationDecision(false);
            }
            if (SecondStep.of(request) != SecondStep.DONE) {
                return SecondStep.SHOWN.authorize(authentication, context);
            }
            var roles = rights.account().roles();
            if (request.getRequestURI().endsWith(LOOK_UPS)
                    && request.getMethod().equals("POST")) {
                return new AuthorizationDecision(area.mayBeReadBy(roles) && area.mayBeRevealedTo(roles));
            }
            return new AuthorizationDecision(reads(request) ? area.mayBeReadBy(roles) : area.mayBeChangedBy(roles));
        };
    }

    /** The page with the form for a change belongs to the change. */
    private static boolean reads(HttpServletRequest request) {
        var address = request.getRequestURI();
        return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && FORMS.stream().noneMatch(address::endsWith);
    }
}
