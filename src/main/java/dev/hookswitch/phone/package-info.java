/**
 * The vocabulary of telephony and the SPI of a phone system: commands go in, facts come out, what
 * is possible is data. Plain Java. Front door: {@link PhoneSystem}, {@link CtiEvent}, {@link
 * CtiCommand}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hookswitch.phone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
