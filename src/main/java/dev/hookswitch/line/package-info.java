/**
 * What lines have in common, whoever switches their calls: what is possible with a call, what a
 * page may signal, and the calls of a line that its phone system tells of. Front door: {@link
 * dev.hookswitch.line.LineCalls}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"phone", "mailbox", "wire"})
package dev.hookswitch.line;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
