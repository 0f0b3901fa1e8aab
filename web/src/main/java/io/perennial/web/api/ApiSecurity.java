package io.perennial.web.api;

import io.perennial.web.api.keys.RecogniseApiKey;
import io.perennial.web.api.keys.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Who may call the API: no cookie, no session and so no forgery of requests; a key, and for each operation a scope. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain apiChain(
            HttpSecurity http, RecogniseApiKey keys, Problems problems, ApiFaults faults, ApiLimits limits) {
        return http.securityMatcher("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new ApiKeyFilter(keys, problems, faults, limits), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(may -> may.requestMatchers("/v3/api-docs/**", "/v3/api-docs.yaml")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/activities")
                        .hasAuthority(ApiCaller.authority(Scope.ACTIVITIES_WRITE))
                        .requestMatchers(HttpMethod.POST, "/api/v1/redemptions", "/api/v1/benefit-uses")
                        .hasAuthority(ApiCaller.authority(Scope.REDEMPTIONS_WRITE))
                        .requestMatchers(HttpMethod.POST, "/api/v1/transfers", "/api/v1/transfers/*/return")
                        .hasAuthority(ApiCaller.authority(Scope.TRANSFERS_WRITE))
                        .requestMatchers("/api/v1/segments/*/members/*")
                        .hasAuthority(ApiCaller.authority(Scope.SEGMENTS_WRITE))
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/v1/households",
                                "/api/v1/households/join",
                                "/api/v1/members/*/household/**")
                        .hasAuthority(ApiCaller.authority(Scope.HOUSEHOLDS_WRITE))
                        .requestMatchers(HttpMethod.PUT, "/api/v1/members/*/household/**")
                        .hasAuthority(ApiCaller.authority(Scope.HOUSEHOLDS_WRITE))
                        .requestMatchers(
                                HttpMethod.DELETE, "/api/v1/members/*/household", "/api/v1/members/*/household/**")
                        .hasAuthority(ApiCaller.authority(Scope.HOUSEHOLDS_WRITE))
                        .requestMatchers(HttpMethod.POST, "/api/v1/members", "/api/v1/members/**")
                        .hasAuthority(ApiCaller.authority(Scope.MEMBERS_WRITE))
                        .requestMatchers(HttpMethod.PATCH, "/api/v1/members/**")
                        .hasAuthority(ApiCaller.authority(Scope.MEMBERS_WRITE))
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/v1/members",
                                "/api/v1/members/**",
                                "/api/v1/rewards",
                                "/api/v1/segments")
                        .hasAuthority(ApiCaller.authority(Scope.MEMBERS_READ))
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, _) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"perennial\"");
                            problems.write(request, response, problems.of(request, ProblemCode.API_KEY_MISSING));
                        })
                        .accessDeniedHandler((request, response, _) ->
                                problems.write(request, response, problems.of(request, ProblemCode.SCOPE_MISSING))))
                .build();
    }
}
