package dev.hookswitch.security;

import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinAwareSecurityContextHolderStrategy;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Sign-in by form, rights, and the headers of every response. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {
  private static final String SIGN_IN = "/sign-in";

  /**
   * One for the whole JVM: what reads it through the bean and what reads it through the holder see
   * the same, at the start and in tests with several contexts too.
   */
  private static final SecurityContextHolderStrategy CONTEXTS =
      new VaadinAwareSecurityContextHolderStrategy();

  @Bean
  static SecurityContextHolderStrategy securityContextHolderStrategy() {
    SecurityContextHolder.setContextHolderStrategy(CONTEXTS);
    return CONTEXTS;
  }

  @Bean
  SecurityFilterChain pages(
      HttpSecurity http,
      RequestUtil vaadin,
      VaadinDefaultRequestCache places,
      SignInRefused refused,
      SessionRegistry sessions,
      ManagementPort management) {
    places.setDelegateRequestCache(placesToComeBackTo());
    // Spring finds the SignInProvider by itself. Named here too, it would see each wrong password
    // twice, and the throttle count it twice.
    //
    // Styles, icons and scripts of our own are needed on the sign-in page too.
    http.authorizeHttpRequests(requests ->
            requests
                // Whoever was let in hears what went wrong, and not that it is forbidden.
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/cti/**", "/setup")
                .permitAll()
                // Clients of the Messaging Service show a token inside.
                .requestMatchers("/messaging")
                .permitAll()
                .requestMatchers("/actuator/health")
                .permitAll()
                // Metrics have a port of their own, which the network guards.
                .requestMatchers(management)
                .permitAll()
                // Vaadin denies what is none of its pages.
                .requestMatchers("/recordings/**", "/webphone/**", "/api/**")
                .authenticated())
        .headers(headers ->
            headers
                .addHeaderWriter(new ContentSecurityPolicy())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy ->
                    policy.policy(
                        "microphone=(self), camera=(self), geolocation=(), payment=(),"
                            + " usb=()"))
                .frameOptions(frame -> frame.deny())
                .withObjectPostProcessor(eagerly()))
        // Vaadin's own requests carry a token of their own; everything else, the sign-in form too,
        // carries Spring's.
        .csrf(csrf -> csrf.ignoringRequestMatchers(vaadin::isFrameworkInternalRequest))
        .sessionManagement(session ->
            session
                .sessionFixation(fixation -> fixation.changeSessionId())
                .maximumSessions(-1)
                .sessionRegistry(sessions)
                .expiredSessionStrategy(new SessionEnded(vaadin)))
        .with(
            VaadinSecurityConfigurer.vaadin(),
            configurer -> configurer.enableCsrfConfiguration(false).loginView(SIGN_IN, SIGN_IN))
        .formLogin(form -> form.failureHandler(refused));
    return http.build();
  }

  /**
   * After the sign-in one comes back to the page one wanted; what a player or a phone wanted is no
   * page.
   */
  private static RequestCache placesToComeBackTo() {
    var pages = new HttpSessionRequestCache();
    var paths = PathPatternRequestMatcher.withDefaults();
    pages.setRequestMatcher(
        new NegatedRequestMatcher(
            new OrRequestMatcher(paths.matcher("/recordings/**"), paths.matcher("/webphone/**"))));
    return pages;
  }

  /** Without it the headers never reach Vaadin's pages, which commit their responses themselves. */
  private static ObjectPostProcessor<HeaderWriterFilter> eagerly() {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends HeaderWriterFilter> O postProcess(O filter) {
        filter.setShouldWriteHeadersEagerly(true);
        return filter;
      }
    };
  }

  @Bean
  Passwords passwords(SignInProperties properties) {
    return new Passwords(properties.leastPasswordLength());
  }

  @Bean
  SignInThrottle signInThrottle(Clock clock) {
    return new SignInThrottle(clock);
  }

  @Bean
  SignInProvider signInProvider(People people, Passwords passwords, SignInThrottle throttle) {
    return new SignInProvider(people, passwords, throttle);
  }

  @Bean
  SessionRegistry sessionRegistry() {
    return new SessionRegistryImpl();
  }

  @Bean
  HttpSessionEventPublisher httpSessionEventPublisher() {
    return new HttpSessionEventPublisher();
  }
}
