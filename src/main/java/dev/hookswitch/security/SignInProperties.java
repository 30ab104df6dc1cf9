package dev.hookswitch.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param leastPasswordLength characters, for passwords set from now on
 */
@ConfigurationProperties("hookswitch.sign-in")
record SignInProperties(@DefaultValue("10") int leastPasswordLength) {}
