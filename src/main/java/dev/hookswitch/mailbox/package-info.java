/** Work in order, on a thread of its own. Front door: {@link Mailbox}. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hookswitch.mailbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
