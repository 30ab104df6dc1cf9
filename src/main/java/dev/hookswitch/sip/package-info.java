/**
 * The way of a page's SIP phone to its phone system: a socket of this server, behind which the
 * phone system's own is, and which knows the phone's password in the page's place. Front door:
 * {@link dev.hookswitch.sip.PhoneSockets}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"phone", "line", "mailbox", "wire", "settings", "security"})
package dev.hookswitch.sip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
