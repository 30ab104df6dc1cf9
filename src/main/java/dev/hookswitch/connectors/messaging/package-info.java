/**
 * The client of the Messaging Service: lines of phone systems that are reached over one shared
 * link. Front door: {@link dev.hookswitch.connectors.messaging.MessagingPhoneSystem}.
 */
@NullMarked
package dev.hookswitch.connectors.messaging;

import org.jspecify.annotations.NullMarked;
