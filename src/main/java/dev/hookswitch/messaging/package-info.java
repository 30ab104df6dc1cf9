/**
 * The Messaging Service: one link to each phone system that tells of the calls of all its lines
 * over one connection (third party). Front door: {@link dev.hookswitch.messaging.MessagingService};
 * a kind of phone system is added as a {@link dev.hookswitch.messaging.PbxAdapter}. Clients
 * elsewhere reach it by the published envelope over WebSocket.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "phone",
      "line",
      "mailbox",
      "wire",
      "tms",
      "settings",
      "security",
      "shell"
    })
package dev.hookswitch.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
